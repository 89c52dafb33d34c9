//! The Lambda function of `label-access-code`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<access_codes::label_access_code::LabelAccessCode>()
}
