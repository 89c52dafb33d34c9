//! The Lambda function of `resume-orders`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::resume_orders::ResumeOrders>()
}
