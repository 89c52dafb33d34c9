//! The Lambda function of `get-account-deletion`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::get_account_deletion::GetAccountDeletion>()
}
