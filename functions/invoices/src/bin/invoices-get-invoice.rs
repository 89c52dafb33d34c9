//! The Lambda function of `get-invoice`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<invoices::get_invoice::GetInvoice>()
}
