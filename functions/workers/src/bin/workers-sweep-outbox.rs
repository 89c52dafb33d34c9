//! The Lambda function of `sweep-outbox`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::sweep_outbox::SweepOutbox>()
}
