//! The Lambda function of `replace-signer`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<signing::replace_signer::ReplaceSigner>()
}
