//! The Lambda function of `return-debit`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<collections::return_debit::ReturnDebit>()
}
