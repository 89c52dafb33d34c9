//! The Lambda function of `make-collection`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<collections::make_collection::MakeCollection>()
}
