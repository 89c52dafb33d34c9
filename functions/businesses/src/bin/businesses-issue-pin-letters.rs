//! The Lambda function of `issue-pin-letters`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<businesses::issue_pin_letters::IssuePinLetters>()
}
