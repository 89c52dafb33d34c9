//! The Lambda function of `get-catalogue`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<catalogue::get_catalogue::GetCatalogue>()
}
