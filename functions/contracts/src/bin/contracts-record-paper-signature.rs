//! The Lambda function of `record-paper-signature`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<contracts::record_paper_signature::RecordPaperSignature>()
}
