//! The Lambda function of `list-pin-letters`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<businesses::list_pin_letters::ListPinLetters>()
}
