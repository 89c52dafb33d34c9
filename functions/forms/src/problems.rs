//! From what this capability refuses to what is told outside.

use api::{FieldError, Part, Problem, ProblemType};
use domain::form::{NotAnEdition, Slip};
use domain::submission::Refusal;
use jiff::SignedDuration;
use runtime::receiving::NotReceived;
use store::Error;

/// Why an operation on forms refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such thing, or not for this caller: both look alike (S44).
    NotFound,
    /// Not where it stands now: it was sent, settled, or its form was taken back.
    WrongState,
    /// Somebody, or another device, changed it since it was read; or its form came in a new edition.
    ChangedMeanwhile,
    /// A form of a business is filled in for one.
    BusinessMissing,
    /// Another form than the one it is copied from, or about.
    AnotherForm(&'static str),
    /// Answers will not do, or are answers to what was not asked: pointers within the answers, with codes.
    Answers(Vec<(String, &'static str)>),
    /// There is something to be confirmed that was not.
    Unconfirmed(Vec<(String, &'static str)>),
    /// An edition is not published.
    NotAnEdition(NotAnEdition),
    /// It cannot be handed in so.
    Refusal(Refusal),
    /// A file is not received.
    NotReceived(NotReceived),
    /// Too many.
    TooMany(SignedDuration),
    /// The table refuses or fails.
    Store(Error),
}

fn under_answers(kind: ProblemType, complaints: Vec<(String, &'static str)>) -> Problem {
    let problem = Problem::of(kind);
    complaints
        .into_iter()
        .fold(problem, |problem, (pointer, code)| problem.with_field(&format!("/answers{pointer}"), code))
}

/// What a submission's own rules refuse. What only the desk or a signer meets cannot happen here.
fn of_refusal(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Unfit { pointer, code } => under_answers(ProblemType::InvalidInput, vec![(pointer, code)]),
        Refusal::ChangedMeanwhile => Problem::of(ProblemType::ChangedMeanwhile),
        Refusal::NoSuchSigner => Problem::of(ProblemType::NotFound),
        Refusal::TooOften { wait } => too_many(wait),
        Refusal::WrongState | Refusal::OwnSubmission | Refusal::TakenByAnother { .. } | Refusal::CodeVoid => {
            Problem::of(ProblemType::WrongStage)
        }
    }
}

fn too_many(wait: SignedDuration) -> Problem {
    Problem::of(ProblemType::TooManyAttempts).retry_after(u64::try_from(wait.as_secs()).unwrap_or(1).max(1))
}

/// The slips of a form, as they are told: under `content`.
pub(crate) fn told(slips: Vec<Slip>) -> Vec<FieldError> {
    let told = |slip: Slip| FieldError {
        pointer: format!("/content{}", slip.pointer),
        code: slip.code.to_owned(),
        about: slip.about,
    };
    slips.into_iter().map(told).collect()
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::WrongState => Self::of(ProblemType::WrongStage),
            Refused::ChangedMeanwhile => Self::of(ProblemType::ChangedMeanwhile),
            Refused::BusinessMissing => Self::field("/businessId", "missing"),
            Refused::AnotherForm(field) => Self::field(field, "another-form"),
            Refused::Answers(complaints) => under_answers(ProblemType::InvalidInput, complaints),
            Refused::Unconfirmed(complaints) => under_answers(ProblemType::WarningsUnconfirmed, complaints),
            Refused::NotAnEdition(not) => match not {
                NotAnEdition::BasedOnAnOlderOne => Self::of(ProblemType::ChangedMeanwhile),
                NotAnEdition::InThePast => Self::field("/from", "in-the-past"),
                NotAnEdition::BeforeTheLatest => Self::field("/from", "before-the-latest"),
                NotAnEdition::Wrong(slips) => Self::fields(told(slips)),
            },
            Refused::Refusal(refusal) => of_refusal(refusal),
            Refused::NotReceived(why) => Self::from(why),
            Refused::TooMany(wait) => too_many(wait),
            // Two published at once: their editions would have the same number.
            Refused::Store(Error::Exists(Part::Form)) => Self::of(ProblemType::ChangedMeanwhile),
            Refused::Store(error) => runtime::problem_of(&error),
        }
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<NotReceived> for Refused {
    fn from(why: NotReceived) -> Self {
        Self::NotReceived(why)
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

impl From<NotAnEdition> for Refused {
    fn from(not: NotAnEdition) -> Self {
        Self::NotAnEdition(not)
    }
}
