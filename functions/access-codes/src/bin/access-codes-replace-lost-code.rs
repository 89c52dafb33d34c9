//! The Lambda function of `replace-lost-code`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<access_codes::replace_lost_code::ReplaceLostCode>()
}
