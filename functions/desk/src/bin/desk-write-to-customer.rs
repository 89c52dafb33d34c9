//! The Lambda function of `write-to-customer`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<desk::write_to_customer::WriteToCustomer>()
}
