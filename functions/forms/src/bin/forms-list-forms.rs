//! The Lambda function of `list-forms`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::list_forms::ListForms>()
}
