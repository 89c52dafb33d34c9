//! The Lambda function of `get-advice`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<catalogue::get_advice::GetAdvice>()
}
