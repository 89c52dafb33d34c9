//! The Lambda function of `list-desk-mandates`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<collections::list_desk_mandates::ListDeskMandates>()
}
