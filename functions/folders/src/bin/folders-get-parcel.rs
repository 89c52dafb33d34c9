//! The Lambda function of `get-parcel`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::get_parcel::GetParcel>()
}
