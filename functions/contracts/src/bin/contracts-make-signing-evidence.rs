//! The Lambda function of `make-signing-evidence`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<contracts::make_signing_evidence::MakeSigningEvidence>()
}
