//! The Lambda function of `put-service`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<catalogue::put_service::PutService>()
}
