//! The Lambda function of `get-lapse-calendar`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<means::get_lapse_calendar::GetLapseCalendar>()
}
