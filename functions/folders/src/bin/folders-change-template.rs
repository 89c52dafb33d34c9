//! The Lambda function of `change-template`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::change_template::ChangeTemplate>()
}
