//! The Lambda function of `draft-mandate`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<mandates::draft_mandate::DraftMandate>()
}
