//! The Lambda function of `get-business`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<businesses::get_business::GetBusiness>()
}
