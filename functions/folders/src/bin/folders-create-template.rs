//! The Lambda function of `create-template`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::create_template::CreateTemplate>()
}
