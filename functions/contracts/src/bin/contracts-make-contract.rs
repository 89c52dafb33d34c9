//! The Lambda function of `make-contract`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<contracts::make_contract::MakeContract>()
}
