//! The Lambda function of `enrol-totp`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::enrol_totp::EnrolTotp>()
}
