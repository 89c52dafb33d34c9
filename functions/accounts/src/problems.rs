//! From what accounts refuse to what is told outside: the one table of this capability.

use api::{Problem, ProblemType};
use broker::NotAsserted;
use domain::account::eherkenning::{NotAdmitted as NotLetIn, NotConcluded};
use domain::account::factors::{WrongCode, WrongState};
use domain::account::link::LinkNotUsable;
use domain::account::login::WrongCredentials;
use domain::account::password::NotAllowed;
use domain::account::session::SessionOver;
use jiff::SignedDuration;
use store::counter::NotAdmitted;

/// Why an operation on accounts refuses.
#[derive(Debug)]
pub enum Refused {
    /// A field needs attention.
    Field(&'static str, &'static str),
    /// The name or the password is not right.
    WrongCredentials,
    /// The present password is not right, asked of somebody who is logged in.
    WrongPassword,
    /// The code of the second factor is not right.
    WrongCode,
    /// The second factor is not in a state for this.
    WrongState,
    /// The password may not be used.
    NotAllowed(NotAllowed),
    /// The link cannot be used any more.
    LinkNotUsable,
    /// The session is over.
    SessionOver,
    /// There is no broker of eHerkenning here, or his settings cannot be used.
    NoBroker,
    /// The broker did not vouch for anybody.
    NotAsserted(NotAsserted),
    /// The log-in with eHerkenning cannot be concluded.
    NotConcluded,
    /// The account asks for a second factor, which a means of this level has not.
    LevelTooLow,
    /// The eHerkenning person or the account is linked already.
    AlreadyLinked,
    /// A new password must be chosen first.
    ChoosePassword,
    /// The main user of an organisation hands over first (S46).
    MainUserStays,
    /// There is no such thing for this caller.
    NotFound,
    /// It was changed since it was read.
    ChangedMeanwhile,
    /// Too many tries.
    TooMany(SignedDuration),
    /// The request rests on a browser's cookies and does not come from our own pages.
    NotOwnPage,
    /// The table could not do it.
    Store(store::Error),
    /// A picture could not be drawn.
    Picture,
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Field(pointer, code) => Self::field(pointer, code),
            Refused::WrongCredentials => Self::of(ProblemType::WrongCredentials),
            Refused::WrongPassword => Self::field("/currentPassword", "wrong-password"),
            Refused::WrongCode => Self::of(ProblemType::WrongCode),
            Refused::WrongState => Self::of(ProblemType::WrongStage),
            Refused::NotAllowed(why) => Self::of(ProblemType::PasswordNotAllowed).with_field("/password", why.code()),
            Refused::LinkNotUsable => Self::of(ProblemType::LinkNotUsable),
            Refused::SessionOver => Self::of(ProblemType::Unauthenticated),
            Refused::NoBroker | Refused::NotAsserted(NotAsserted::Trouble(_)) => Self::of(ProblemType::Unavailable),
            Refused::NotAsserted(NotAsserted::Level) | Refused::LevelTooLow => Self::of(ProblemType::EherkenningLevel),
            Refused::NotAsserted(why @ (NotAsserted::Refused(_) | NotAsserted::Cancelled)) => {
                tracing::warn!(%why, "a log-in with eHerkenning was refused");
                Self::of(ProblemType::EherkenningNotConcluded)
            }
            Refused::NotConcluded => Self::of(ProblemType::EherkenningNotConcluded),
            Refused::AlreadyLinked => Self::of(ProblemType::AlreadyLinked),
            Refused::ChoosePassword => Self::of(ProblemType::PasswordChangeRequired),
            Refused::MainUserStays => Self::of(ProblemType::LastMainUser),
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::ChangedMeanwhile => Self::of(ProblemType::ChangedMeanwhile),
            Refused::TooMany(wait) => {
                let seconds = u64::try_from(wait.as_secs()).unwrap_or_default();
                Self::of(ProblemType::TooManyAttempts).retry_after(seconds.max(1))
            }
            Refused::NotOwnPage => Self::of(ProblemType::Forbidden),
            Refused::Store(error) => runtime::problem_of(&error),
            Refused::Picture => Self::of(ProblemType::Internal),
        }
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<NotAdmitted> for Refused {
    fn from(not: NotAdmitted) -> Self {
        match not {
            NotAdmitted::TooMany { retry_after } => Self::TooMany(retry_after),
            NotAdmitted::Store(error) => Self::Store(error),
        }
    }
}

impl From<NotConcluded> for Refused {
    fn from(_: NotConcluded) -> Self {
        Self::NotConcluded
    }
}

impl From<NotLetIn> for Refused {
    fn from(not: NotLetIn) -> Self {
        match not {
            NotLetIn::Closed => Self::NotConcluded,
            NotLetIn::SecondFactorNeeded => Self::LevelTooLow,
        }
    }
}

impl From<WrongCredentials> for Refused {
    fn from(_: WrongCredentials) -> Self {
        Self::WrongCredentials
    }
}

impl From<WrongCode> for Refused {
    fn from(_: WrongCode) -> Self {
        Self::WrongCode
    }
}

impl From<WrongState> for Refused {
    fn from(_: WrongState) -> Self {
        Self::WrongState
    }
}

impl From<NotAllowed> for Refused {
    fn from(why: NotAllowed) -> Self {
        Self::NotAllowed(why)
    }
}

impl From<LinkNotUsable> for Refused {
    fn from(_: LinkNotUsable) -> Self {
        Self::LinkNotUsable
    }
}

impl From<SessionOver> for Refused {
    fn from(_: SessionOver) -> Self {
        Self::SessionOver
    }
}
