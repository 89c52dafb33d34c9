//! The Lambda function of `get-file`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::get_file::GetFile>()
}
