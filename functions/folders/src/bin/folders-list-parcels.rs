//! The Lambda function of `list-parcels`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::list_parcels::ListParcels>()
}
