//! The Lambda function of `resume-means`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<means::resume_means::ResumeMeans>()
}
