//! The Lambda function of `credit-invoice`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<invoices::credit_invoice::CreditInvoice>()
}
