//! The Lambda function of `change-account-email`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::change_account_email::ChangeAccountEmail>()
}
