//! The Lambda function of `resend-activation`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::resend_activation::ResendActivation>()
}
