//! The Lambda function of `get-form`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::get_form::GetForm>()
}
