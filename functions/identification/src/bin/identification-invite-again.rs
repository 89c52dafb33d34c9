//! The Lambda function of `invite-again`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<identification::invite_again::InviteAgain>()
}
