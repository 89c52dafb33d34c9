//! The Lambda function of `list-spend-lines`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<spend::list_spend_lines::ListSpendLines>()
}
