//! The Lambda function of `get-batch`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<batches::get_batch::GetBatch>()
}
