//! The function of `change-template`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::desk::change_template::ChangeTemplate>()
}
