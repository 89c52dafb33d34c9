//! The Lambda function of `issue-access-code`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<access_codes::issue_access_code::IssueAccessCode>()
}
