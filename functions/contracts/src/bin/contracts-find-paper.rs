//! The Lambda function of `find-paper`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<contracts::find_paper::FindPaper>()
}
