//! The Lambda function of `apply-for-means`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<upgrades::apply_for_means::ApplyForMeans>()
}
