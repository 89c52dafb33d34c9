//! The Lambda function of `read-customer-messages`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<desk::read_customer_messages::ReadCustomerMessages>()
}
