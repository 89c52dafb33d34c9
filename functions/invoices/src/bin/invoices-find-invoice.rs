//! The Lambda function of `find-invoice`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<invoices::find_invoice::FindInvoice>()
}
