//! The Lambda function of `renew-means`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<means::renew_means::RenewMeans>()
}
