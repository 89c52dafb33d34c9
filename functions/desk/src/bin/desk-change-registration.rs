//! The Lambda function of `change-registration`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<desk::change_registration::ChangeRegistration>()
}
