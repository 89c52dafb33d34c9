//! The Lambda function of `list-mandates`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<mandates::list_mandates::ListMandates>()
}
