//! The one place where these tests read the clock.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Now.
#[expect(clippy::disallowed_methods, reason = "a test outside Balie has no context to ask")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The day it is in the Netherlands.
pub fn today() -> Date {
    Zoned::new(now(), TimeZone::get("Europe/Amsterdam").expect("time zones are compiled in")).date()
}
