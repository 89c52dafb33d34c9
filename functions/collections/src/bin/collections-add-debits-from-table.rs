//! The Lambda function of `add-debits-from-table`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<collections::add_debits_from_table::AddDebitsFromTable>()
}
