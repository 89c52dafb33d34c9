//! The Lambda function of `list-businesses`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<businesses::list_businesses::ListBusinesses>()
}
