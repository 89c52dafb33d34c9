//! The Lambda function of `list-waiting-submissions`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<submissions::list_waiting_submissions::ListWaitingSubmissions>()
}
