//! The Lambda function of `add-debit`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<collections::add_debit::AddDebit>()
}
