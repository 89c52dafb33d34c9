//! The Lambda function of `list-means`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<upgrades::list_means::ListMeans>()
}
