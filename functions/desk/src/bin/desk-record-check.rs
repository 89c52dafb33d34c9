//! The Lambda function of `record-check`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<desk::record_check::RecordCheck>()
}
