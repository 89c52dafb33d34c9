//! The Lambda function of `register-business`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<businesses::register_business::RegisterBusiness>()
}
