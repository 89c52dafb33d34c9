//! The Lambda function of `unlink-eherkenning`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::unlink_eherkenning::UnlinkEherkenning>()
}
