//! The Lambda function of `open-file`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::open_file::OpenFile>()
}
