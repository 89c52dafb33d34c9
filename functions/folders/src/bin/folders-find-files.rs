//! The Lambda function of `find-files`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::find_files::FindFiles>()
}
