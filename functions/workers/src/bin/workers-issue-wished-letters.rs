//! The Lambda function of `issue-wished-letters`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::issue_wished_letters::IssueWishedLetters>()
}
