//! The Lambda function of `keep-account-by-link`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::keep_account_by_link::KeepAccountByLink>()
}
