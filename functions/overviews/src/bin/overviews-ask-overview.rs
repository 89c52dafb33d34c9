//! The Lambda function of `ask-overview`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<overviews::ask_overview::AskOverview>()
}
