//! The Lambda function of `list-batches`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<batches::list_batches::ListBatches>()
}
