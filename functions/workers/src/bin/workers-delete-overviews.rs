//! The Lambda function of `delete-overviews`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::delete_overviews::DeleteOverviews>()
}
