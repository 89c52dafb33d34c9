//! The Lambda function of `renew-recovery-codes`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::renew_recovery_codes::RenewRecoveryCodes>()
}
