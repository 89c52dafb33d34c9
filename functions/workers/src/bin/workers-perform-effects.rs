//! The Lambda function of `perform-effects`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::perform_effects::PerformEffects>()
}
