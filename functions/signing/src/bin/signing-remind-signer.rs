//! The Lambda function of `remind-signer`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<signing::remind_signer::RemindSigner>()
}
