//! The Lambda function of `open-signing-evidence`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<desk::open_signing_evidence::OpenSigningEvidence>()
}
