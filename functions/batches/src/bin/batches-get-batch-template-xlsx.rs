//! The Lambda function of `get-batch-template-xlsx`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<batches::get_batch_template_xlsx::GetBatchTemplateXlsx>()
}
