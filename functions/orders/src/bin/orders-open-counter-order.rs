//! The Lambda function of `open-counter-order`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<orders::open_counter_order::OpenCounterOrder>()
}
