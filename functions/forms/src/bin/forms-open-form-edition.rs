//! The Lambda function of `open-form-edition`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::open_form_edition::OpenFormEdition>()
}
