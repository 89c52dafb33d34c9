//! The Lambda function of `tell-lapses`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::tell_lapses::TellLapses>()
}
