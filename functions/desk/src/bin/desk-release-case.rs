//! The Lambda function of `release-case`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<desk::release_case::ReleaseCase>()
}
