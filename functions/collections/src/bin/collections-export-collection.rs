//! The Lambda function of `export-collection`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<collections::export_collection::ExportCollection>()
}
