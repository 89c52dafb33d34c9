//! The Lambda function of `subscribe-to-overviews`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<overviews::subscribe_to_overviews::SubscribeToOverviews>()
}
