//! The Lambda function of `send-batch`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<batches::send_batch::SendBatch>()
}
