//! The Lambda function of `activate-means`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<upgrades::activate_means::ActivateMeans>()
}
