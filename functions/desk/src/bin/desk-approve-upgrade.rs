//! The Lambda function of `approve-upgrade`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<desk::approve_upgrade::ApproveUpgrade>()
}
