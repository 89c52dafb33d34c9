//! The Lambda function of `open-business-at-desk`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<businesses::open_business_at_desk::OpenBusinessAtDesk>()
}
