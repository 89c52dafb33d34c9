//! The Lambda function of `get-mandates-xlsx`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<collections::get_mandates_xlsx::GetMandatesXlsx>()
}
