//! The Lambda function of `get-collection`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<collections::get_collection::GetCollection>()
}
