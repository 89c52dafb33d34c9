//! The Lambda function of `list-editions`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<catalogue::list_editions::ListEditions>()
}
