//! The Lambda function of `open-calendar-feed`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<means::open_calendar_feed::OpenCalendarFeed>()
}
