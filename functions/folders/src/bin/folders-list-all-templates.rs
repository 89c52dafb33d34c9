//! The function of `list-all-templates`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::desk::list_all_templates::ListAllTemplates>()
}
