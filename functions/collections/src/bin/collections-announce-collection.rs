//! The Lambda function of `announce-collection`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<collections::announce_collection::AnnounceCollection>()
}
