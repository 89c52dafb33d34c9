//! The Lambda function of `renew-activation-code`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<upgrades::renew_activation_code::RenewActivationCode>()
}
