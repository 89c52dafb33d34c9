//! The Lambda function of `read-calendar-feed`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<means::read_calendar_feed::ReadCalendarFeed>()
}
