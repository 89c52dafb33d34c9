//! The Lambda function of `publish-form`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::publish_form::PublishForm>()
}
