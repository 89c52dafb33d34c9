//! The Lambda function of `chase-invoices`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::chase_invoices::ChaseInvoices>()
}
