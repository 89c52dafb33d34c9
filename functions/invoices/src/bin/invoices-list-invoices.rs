//! The Lambda function of `list-invoices`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<invoices::list_invoices::ListInvoices>()
}
