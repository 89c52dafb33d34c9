//! The Lambda function of `close-calendar-feed`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<means::close_calendar_feed::CloseCalendarFeed>()
}
