//! The Lambda function of `sign-upgrade`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<signing::sign_upgrade::SignUpgrade>()
}
