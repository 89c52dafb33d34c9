//! The Lambda function of `start-eherkenning-log-in`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::start_eherkenning_log_in::StartEherkenningLogIn>()
}
