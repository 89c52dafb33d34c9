//! The Lambda function of `record-payment`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<invoices::record_payment::RecordPayment>()
}
