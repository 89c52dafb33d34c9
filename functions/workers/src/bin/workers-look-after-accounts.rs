//! The Lambda function of `look-after-accounts`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::look_after_accounts::LookAfterAccounts>()
}
