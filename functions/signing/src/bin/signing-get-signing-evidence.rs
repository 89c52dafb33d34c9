//! The Lambda function of `get-signing-evidence`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<signing::get_signing_evidence::GetSigningEvidence>()
}
