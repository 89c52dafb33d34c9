//! The Lambda function of `conclude-eherkenning-log-in`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::conclude_eherkenning_log_in::ConcludeEherkenningLogIn>()
}
