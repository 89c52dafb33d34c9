//! The Lambda function of `revoke-mandate`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<mandates::revoke_mandate::RevokeMandate>()
}
