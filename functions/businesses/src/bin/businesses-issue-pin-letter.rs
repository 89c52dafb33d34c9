//! The Lambda function of `issue-pin-letter`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<businesses::issue_pin_letter::IssuePinLetter>()
}
