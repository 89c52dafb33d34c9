//! The Lambda function of `list-batch-rows`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<batches::list_batch_rows::ListBatchRows>()
}
