//! The Lambda function of `mark-file-seen`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::mark_file_seen::MarkFileSeen>()
}
