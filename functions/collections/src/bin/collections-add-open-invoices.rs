//! The Lambda function of `add-open-invoices`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<collections::add_open_invoices::AddOpenInvoices>()
}
