//! The Lambda function of `list-organisations`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<means::list_organisations::ListOrganisations>()
}
