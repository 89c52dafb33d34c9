//! The Lambda function of `take-case`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<desk::take_case::TakeCase>()
}
