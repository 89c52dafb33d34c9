//! The Lambda function of `suspend-means`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<means::suspend_means::SuspendMeans>()
}
