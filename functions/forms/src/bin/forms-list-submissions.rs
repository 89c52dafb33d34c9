//! The Lambda function of `list-submissions`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::list_submissions::ListSubmissions>()
}
