//! The Lambda function of `link-eherkenning`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::link_eherkenning::LinkEherkenning>()
}
