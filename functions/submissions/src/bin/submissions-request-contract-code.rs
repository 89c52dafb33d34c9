//! The Lambda function of `request-contract-code`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<submissions::request_contract_code::RequestContractCode>()
}
