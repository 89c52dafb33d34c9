//! The Lambda function of `get-eherkenning-link`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::get_eherkenning_link::GetEherkenningLink>()
}
