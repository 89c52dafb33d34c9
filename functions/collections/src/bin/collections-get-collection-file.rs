//! The Lambda function of `get-collection-file`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<collections::get_collection_file::GetCollectionFile>()
}
