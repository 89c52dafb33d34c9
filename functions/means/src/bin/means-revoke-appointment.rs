//! The Lambda function of `revoke-appointment`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<means::revoke_appointment::RevokeAppointment>()
}
