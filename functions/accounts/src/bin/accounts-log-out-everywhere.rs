//! The Lambda function of `log-out-everywhere`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::log_out_everywhere::LogOutEverywhere>()
}
