//! The Lambda function of `get-batch-template-csv`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<batches::get_batch_template_csv::GetBatchTemplateCsv>()
}
