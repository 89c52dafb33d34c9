//! The Lambda function of `get-me`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::get_me::GetMe>()
}
