//! The Lambda function of `list-form-editions`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::list_form_editions::ListFormEditions>()
}
