//! The Lambda function of `hand-in-signed-paper`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<submissions::hand_in_signed_paper::HandInSignedPaper>()
}
