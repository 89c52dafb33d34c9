//! The Lambda function of `get-mandate`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<mandates::get_mandate::GetMandate>()
}
