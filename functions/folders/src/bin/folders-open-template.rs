//! The Lambda function of `open-template`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::open_template::OpenTemplate>()
}
