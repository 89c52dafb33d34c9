//! One thing that fails among the many a job goes through keeps none of the others waiting. The run fails at its end all the same, so that
//! somebody hears of it.

use std::fmt::Display;

use runtime::Failure;
use store::Error;

/// What stopped in a run.
#[derive(Debug, Default)]
pub(crate) struct Stopped(Option<Failure>);

impl Stopped {
    /// Notes that something stopped, by its id. Who was overtaken has not failed: the next run looks again.
    pub(crate) fn note(&mut self, what: &dyn Display, failure: impl Into<Failure>) {
        let failure = failure.into();
        if !matches!(failure, Failure::Store(Error::Conflict(_))) {
            tracing::warn!(%failure, %what, "something stopped among many, and will be tried again");
            self.0 = Some(failure);
        }
    }

    /// What the run came to, unless something stopped.
    pub(crate) fn or<T>(self, done: T) -> Result<T, Failure> {
        self.0.map_or(Ok(done), Err)
    }
}

#[cfg(test)]
mod tests {
    use api::Part;

    use super::*;

    #[test]
    fn who_was_overtaken_has_not_failed_and_who_failed_is_heard_of_at_the_end() {
        let mut stopped = Stopped::default();
        stopped.note(&"ord_1", Error::Conflict(Part::Order));
        assert_eq!(stopped.or(3).unwrap(), 3);
        let mut stopped = Stopped::default();
        stopped.note(&"ord_2", Error::Corrupt("no order".to_owned()));
        stopped.note(&"ord_1", Error::Conflict(Part::Order));
        assert!(matches!(stopped.or(3), Err(Failure::Store(Error::Corrupt(_)))));
    }
}
