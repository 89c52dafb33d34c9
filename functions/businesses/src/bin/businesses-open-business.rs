//! The Lambda function of `open-business`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<businesses::open_business::OpenBusiness>()
}
