//! The Lambda function of `appoint-manager`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<means::appoint_manager::AppointManager>()
}
