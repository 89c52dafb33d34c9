//! The Lambda function of `check-form-answers`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::check_form_answers::CheckFormAnswers>()
}
