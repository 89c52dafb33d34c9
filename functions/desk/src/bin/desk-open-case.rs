//! The Lambda function of `open-case`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<desk::open_case::OpenCase>()
}
