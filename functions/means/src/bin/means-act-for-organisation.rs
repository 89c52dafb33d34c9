//! The Lambda function of `act-for-organisation`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<means::act_for_organisation::ActForOrganisation>()
}
