//! The Lambda function of `list-collections`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<collections::list_collections::ListCollections>()
}
