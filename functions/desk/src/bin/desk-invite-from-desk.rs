//! The Lambda function of `invite-from-desk`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<desk::invite_from_desk::InviteFromDesk>()
}
