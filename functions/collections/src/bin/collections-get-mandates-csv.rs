//! The Lambda function of `get-mandates-csv`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<collections::get_mandates_csv::GetMandatesCsv>()
}
