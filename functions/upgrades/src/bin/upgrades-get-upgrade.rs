//! The Lambda function of `get-upgrade`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<upgrades::get_upgrade::GetUpgrade>()
}
