//! The Lambda function of `list-queue`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<desk::list_queue::ListQueue>()
}
