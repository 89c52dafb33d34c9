//! The Lambda function of `submit-upgrade`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<upgrades::submit_upgrade::SubmitUpgrade>()
}
