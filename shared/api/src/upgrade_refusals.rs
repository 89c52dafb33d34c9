//! From what the rules of upgrades refuse to what is told outside: the one table, for every capability that acts on an upgrade.

use domain::upgrade::{Fault, Refusal};

use crate::problem::{FieldError, Problem, ProblemType};

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::WrongStage { .. } | Refusal::NothingToRecord | Refusal::NothingToSign | Refusal::NotInvited => {
                Self::of(ProblemType::WrongStage)
            }
            Refusal::MeansNotUpgradable => Self::of(ProblemType::WrongStage).with_field("", "means-not-upgradable"),
            Refusal::ChecksOpen(checks) => {
                checks.into_iter().fold(Self::of(ProblemType::WrongStage), |problem, check| {
                    problem.with_field(&format!("/checks/{}", check.name()), "not-passed")
                })
            }
            Refusal::ChangedMeanwhile => Self::of(ProblemType::ChangedMeanwhile),
            Refusal::AlreadyOpen => Self::of(ProblemType::AlreadyOpen),
            Refusal::Incomplete(faults) => Self::fields(faults.into_iter().map(FieldError::from).collect()),
            Refusal::OwnCase | Refusal::NotTheHolder => Self::of(ProblemType::Forbidden),
            Refusal::CodeVoid => Self::of(ProblemType::CodeVoid),
            Refusal::NoSuchSigner => Self::of(ProblemType::NotFound),
            Refusal::TooManyCodes { wait } | Refusal::TooManyReminders { wait } => {
                Self::of(ProblemType::TooManyAttempts).retry_after(u64::try_from(wait.as_secs()).unwrap_or(1).max(1))
            }
            Refusal::TakenByAnother { name, until } => {
                Self::of(ProblemType::TakenByAnother).held_by(name.to_string(), until)
            }
            Refusal::SecondPersonNeeded => Self::of(ProblemType::SecondPersonNeeded),
            Refusal::TooManyMessages { wait } => {
                Self::of(ProblemType::TooManyAttempts).retry_after(u64::try_from(wait.as_secs()).unwrap_or(1).max(1))
            }
            Refusal::RulesUnknown => Self::of(ProblemType::Internal),
        }
    }
}

impl From<Fault> for FieldError {
    fn from(fault: Fault) -> Self {
        Self { pointer: fault.pointer, code: fault.code.to_owned(), about: fault.about }
    }
}
