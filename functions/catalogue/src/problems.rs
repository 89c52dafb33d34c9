//! From what this capability refuses to what is told outside.

use api::{Problem, ProblemType};
use domain::edition::{Complaint, NotPublished};
use domain::upgrade::{Fault, Refusal};
use store::Error;

/// Why an operation on the catalogue refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such thing, or not for this caller: both look alike (S44).
    NotFound,
    /// The rules of upgrades refuse it.
    Refusal(Refusal),
    /// Some of what was sent cannot be.
    Faults(Vec<Fault>),
    /// The edition is not published; its content stands under this pointer of the body.
    NotPublished(NotPublished, &'static str),
    /// What staff sent is wrong, under this pointer of the body.
    Wrong(Vec<Complaint>, &'static str),
    /// The table refuses or fails.
    Store(Error),
}

fn complaints(complaints: Vec<Complaint>, under: &str) -> Problem {
    complaints.into_iter().fold(Problem::of(ProblemType::InvalidInput), |problem, complaint| {
        problem.with_field(&format!("{under}{}", complaint.pointer), complaint.code)
    })
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::Refusal(refusal) => Self::from(refusal),
            Refused::Faults(faults) => Self::from(Refusal::Incomplete(faults)),
            Refused::Wrong(found, under) => complaints(found, under),
            Refused::NotPublished(not, under) => match not {
                NotPublished::BasedOnAnOlderOne => Self::of(ProblemType::ChangedMeanwhile),
                NotPublished::InThePast => Self::field("/validFrom", "in-the-past"),
                NotPublished::BeforeTheLatest => Self::field("/validFrom", "before-the-latest"),
                NotPublished::Unreadable(_) => Self::field(under, "not-this-table"),
                NotPublished::Wrong(found) => complaints(found, under),
            },
            // Two published at once: their editions would have the same name.
            Refused::Store(Error::Exists(api::Part::Edition)) => Self::of(ProblemType::ChangedMeanwhile),
            Refused::Store(error) => runtime::problem_of(&error),
        }
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}
