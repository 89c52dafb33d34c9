//! The Lambda function of `remove-debit`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<collections::remove_debit::RemoveDebit>()
}
