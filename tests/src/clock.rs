//! The one place where these tests read the clock.

use std::panic::{AssertUnwindSafe, resume_unwind};

use futures::FutureExt as _;
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

/// Plays what fills a limit up. Limits begin anew with the quarter of an hour (S13): when that turned in the middle and the play failed, it
/// is played once more, with people of its own.
pub async fn in_one_quarter(play: impl AsyncFn()) {
    loop {
        let began = quarter();
        match AssertUnwindSafe(play()).catch_unwind().await {
            Ok(()) => return,
            Err(_) if quarter() != began => println!("the quarter of an hour turned meanwhile: once more"),
            Err(failed) => resume_unwind(failed),
        }
    }
}

fn quarter() -> i64 {
    now().as_second().div_euclid(15 * 60)
}
