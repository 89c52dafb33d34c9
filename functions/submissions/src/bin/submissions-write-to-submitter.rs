//! The Lambda function of `write-to-submitter`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<submissions::write_to_submitter::WriteToSubmitter>()
}
