//! The Lambda function of `delete-pin-letters`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::delete_pin_letters::DeletePinLetters>()
}
