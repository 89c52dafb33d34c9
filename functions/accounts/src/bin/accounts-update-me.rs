//! The Lambda function of `update-me`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<accounts::update_me::UpdateMe>()
}
