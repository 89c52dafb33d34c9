//! The Lambda function of `list-all-templates`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::list_all_templates::ListAllTemplates>()
}
