//! The Lambda function of `end-overview-subscription`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<overviews::end_overview_subscription::EndOverviewSubscription>()
}
