//! The Lambda function of `look-after-mandates`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::look_after_mandates::LookAfterMandates>()
}
