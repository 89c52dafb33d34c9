//! The Lambda function of `get-overview`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<overviews::get_overview::GetOverview>()
}
