//! The Lambda function of `invite-colleague`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<access_codes::invite_colleague::InviteColleague>()
}
