//! The Lambda function of `get-data-table`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<catalogue::get_data_table::GetDataTable>()
}
