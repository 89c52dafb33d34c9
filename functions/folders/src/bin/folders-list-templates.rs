//! The Lambda function of `list-templates`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::list_templates::ListTemplates>()
}
