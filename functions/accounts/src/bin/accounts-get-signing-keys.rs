//! The Lambda function of `get-signing-keys`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::get_signing_keys::GetSigningKeys>()
}
