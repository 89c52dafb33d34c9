//! The Lambda function of `get-overview-subscription`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<overviews::get_overview_subscription::GetOverviewSubscription>()
}
