//! The Lambda function of `open-signing-room`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<signing::open_signing_room::OpenSigningRoom>()
}
