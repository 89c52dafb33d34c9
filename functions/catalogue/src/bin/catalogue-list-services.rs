//! The Lambda function of `list-services`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<catalogue::list_services::ListServices>()
}
