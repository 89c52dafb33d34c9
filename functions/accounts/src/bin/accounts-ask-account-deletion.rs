//! The Lambda function of `ask-account-deletion`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::ask_account_deletion::AskAccountDeletion>()
}
