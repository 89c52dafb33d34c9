//! The Lambda function of `publish-edition`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<catalogue::publish_edition::PublishEdition>()
}
