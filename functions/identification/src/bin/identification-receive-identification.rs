//! The Lambda function of `receive-identification`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<identification::receive_identification::ReceiveIdentification>()
}
