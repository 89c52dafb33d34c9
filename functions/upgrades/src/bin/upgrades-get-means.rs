//! The Lambda function of `get-means`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<upgrades::get_means::GetMeans>()
}
