//! The function of `create-template`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::desk::create_template::CreateTemplate>()
}
