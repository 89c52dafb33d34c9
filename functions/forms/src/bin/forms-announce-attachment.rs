//! The Lambda function of `announce-attachment`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::announce_attachment::AnnounceAttachment>()
}
