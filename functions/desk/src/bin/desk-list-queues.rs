//! The Lambda function of `list-queues`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<desk::list_queues::ListQueues>()
}
