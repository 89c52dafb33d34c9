//! The Lambda function of `change-mandate`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<mandates::change_mandate::ChangeMandate>()
}
