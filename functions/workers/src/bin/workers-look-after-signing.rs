//! The Lambda function of `look-after-signing`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::look_after_signing::LookAfterSigning>()
}
