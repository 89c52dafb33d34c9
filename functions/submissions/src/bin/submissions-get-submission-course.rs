//! The Lambda function of `get-submission-course`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<submissions::get_submission_course::GetSubmissionCourse>()
}
