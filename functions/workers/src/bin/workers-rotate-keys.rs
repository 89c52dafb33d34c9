//! The Lambda function of `rotate-keys`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::rotate_keys::RotateKeys>()
}
