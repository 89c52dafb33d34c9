//! The Lambda function of `find-businesses`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<businesses::find_businesses::FindBusinesses>()
}
