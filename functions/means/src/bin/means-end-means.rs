//! The Lambda function of `end-means`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<means::end_means::EndMeans>()
}
