//! The Lambda function of `open-contract-room`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<submissions::open_contract_room::OpenContractRoom>()
}
