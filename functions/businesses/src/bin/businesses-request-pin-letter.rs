//! The Lambda function of `request-pin-letter`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<businesses::request_pin_letter::RequestPinLetter>()
}
