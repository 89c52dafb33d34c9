//! The Lambda function of `refuse-upgrade`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<desk::refuse_upgrade::RefuseUpgrade>()
}
