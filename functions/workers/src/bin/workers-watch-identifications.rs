//! The Lambda function of `watch-identifications`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::watch_identifications::WatchIdentifications>()
}
