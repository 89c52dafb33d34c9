//! The Lambda function of `check-form`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::check_form::CheckForm>()
}
