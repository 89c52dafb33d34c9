//! The Lambda function of `list-overviews`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<overviews::list_overviews::ListOverviews>()
}
