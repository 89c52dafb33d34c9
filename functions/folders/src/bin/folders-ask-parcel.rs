//! The Lambda function of `ask-parcel`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::ask_parcel::AskParcel>()
}
