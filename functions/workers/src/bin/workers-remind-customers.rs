//! The Lambda function of `remind-customers`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::remind_customers::RemindCustomers>()
}
