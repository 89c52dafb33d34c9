//! The Lambda function of `find-case`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<desk::find_case::FindCase>()
}
