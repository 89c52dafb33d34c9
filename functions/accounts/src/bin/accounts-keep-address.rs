//! The Lambda function of `keep-address`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::keep_address::KeepAddress>()
}
