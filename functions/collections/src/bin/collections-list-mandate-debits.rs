//! The Lambda function of `list-mandate-debits`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<collections::list_mandate_debits::ListMandateDebits>()
}
