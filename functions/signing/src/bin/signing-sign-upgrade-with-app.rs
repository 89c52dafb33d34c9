//! The Lambda function of `sign-upgrade-with-app`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<signing::sign_upgrade_with_app::SignUpgradeWithApp>()
}
