//! The Lambda function of `fetch-pin-letter`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<businesses::fetch_pin_letter::FetchPinLetter>()
}
