//! The Lambda function of `get-help`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<tickets::get_help::GetHelp>()
}
