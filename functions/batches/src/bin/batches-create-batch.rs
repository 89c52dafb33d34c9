//! The Lambda function of `create-batch`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<batches::create_batch::CreateBatch>()
}
