//! What goes wrong, told as RFC 9457 problem details with stable types. The human words belong to the client, in its language, keyed by
//! the type and the field codes; a test there holds the keys equal to this list.

use domain::ids::UpgradeId;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

macro_rules! problem_types {
    ($($(#[$doc:meta])* $name:ident = $slug:literal, $status:literal, $title:literal;)*) => {
        /// Every kind of problem an operation can answer with.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ProblemType {
            $($(#[$doc])* $name,)*
        }

        impl ProblemType {
            /// Every kind, in the order of the list in the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The stable name: the last part of the type's URI.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)* }
            }

            /// The HTTP status it comes with.
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }

            /// A short English title, the same every time.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

problem_types! {
    /// The request could not be read at all.
    MalformedRequest = "malformed-request", 400, "The request cannot be read";
    /// A write that creates came without an idempotency key.
    IdempotencyKeyMissing = "idempotency-key-missing", 400, "An Idempotency-Key is needed";
    /// Nobody is logged in, or the session has ended.
    Unauthenticated = "unauthenticated", 401, "Log in first";
    /// The name or the password is not right; which of them is not told (S10).
    WrongCredentials = "wrong-credentials", 401, "Name or password is not right";
    /// This caller may not do this.
    Forbidden = "forbidden", 403, "Not allowed";
    /// The log-in is too long ago for this (S35).
    ReauthenticationRequired = "reauthentication-required", 403, "Enter your password once more";
    /// The managing role that this asks for was the caller's until its term ended (domain.md 1.4).
    RoleLapsed = "role-lapsed", 403, "The role has lapsed";
    /// The eHerkenning means is of a level that is not enough, or of none that is known here (S39).
    EherkenningLevel = "eherkenning-level", 403, "The level of the eHerkenning means is not enough";
    /// A new password must be chosen first (S7, S8).
    PasswordChangeRequired = "password-change-required", 403, "Choose a new password first";
    /// There is no such thing, or not for this caller (S44).
    NotFound = "not-found", 404, "Not found";
    /// Somebody changed it since it was read.
    ChangedMeanwhile = "changed-meanwhile", 409, "Changed meanwhile";
    /// This eHerkenning person is linked to another account, or the account to another person (S38).
    AlreadyLinked = "already-linked", 409, "Already linked";
    /// There is one of these already.
    AlreadyOpen = "already-open", 409, "Already open";
    /// The thing is not in a state in which this can be done.
    WrongStage = "wrong-stage", 409, "Not possible at this stage";
    /// Parts of the upload have not come in yet.
    UploadIncomplete = "upload-incomplete", 409, "The upload is not complete";
    /// Only what one put there oneself, alone, can be deleted.
    NotYourUpload = "not-your-upload", 403, "Not your upload";
    /// The data changed after the paper was printed; another one is to be signed.
    PaperVoid = "paper-void", 409, "The paper is void";
    /// A colleague has the case in hand; the answer says who, and until when.
    TakenByAnother = "taken-by-another", 409, "A colleague has it in hand";
    /// Whoever approved first cannot give the second approval (four eyes).
    SecondPersonNeeded = "second-person-needed", 409, "Another person must approve";
    /// An organisation is never left without a main user (S46).
    LastMainUser = "last-main-user", 409, "The last main user stays";
    /// Whoever orders needs an access code, to put the order down to.
    NoAccessCode = "no-access-code", 409, "An access code is needed";
    /// A filled form draws warnings that whoever sends it has not said he read.
    WarningsUnconfirmed = "warnings-unconfirmed", 409, "There are warnings to confirm";
    /// The link was used, is too old, or was replaced by a newer one.
    LinkNotUsable = "link-not-usable", 410, "The link can no longer be used";
    /// A log-in with eHerkenning was not begun here, is over, or the broker's answer cannot be taken; which of them is not told (S38-S42).
    EherkenningNotConcluded = "eherkenning-not-concluded", 410, "This log-in with eHerkenning cannot be concluded";
    /// The code was replaced, is too old, or was tried too often.
    CodeVoid = "code-void", 410, "The code can no longer be used";
    /// More than can be taken in.
    TooLarge = "too-large", 413, "Too large";
    /// Not a media type this operation reads.
    UnsupportedMediaType = "unsupported-media-type", 415, "Unsupported media type";
    /// Fields are missing or wrong; each is named.
    InvalidInput = "invalid-input", 422, "Some fields need attention";
    /// The password may not be used (S4, S5).
    PasswordNotAllowed = "password-not-allowed", 422, "This password may not be used";
    /// The code is not right.
    WrongCode = "wrong-code", 422, "The code is not right";
    /// The idempotency key came with another request before.
    IdempotencyKeyReused = "idempotency-key-reused", 422, "Idempotency-Key was used for another request";
    /// Too many tries; wait (S13).
    TooManyAttempts = "too-many-attempts", 429, "Too many attempts";
    /// Something is wrong on our side.
    Internal = "internal", 500, "Something went wrong on our side";
    /// Not reachable for the moment; try again.
    Unavailable = "unavailable", 503, "Temporarily unavailable";
}

impl ProblemType {
    /// Problems any operation may answer with.
    pub const EVERYWHERE: &'static [Self] = &[
        Self::MalformedRequest,
        Self::TooLarge,
        Self::UnsupportedMediaType,
        Self::InvalidInput,
        Self::Internal,
        Self::Unavailable,
    ];

    /// Problems any operation that needs a session may answer with.
    pub const WITH_SESSION: &'static [Self] =
        &[Self::Unauthenticated, Self::Forbidden, Self::RoleLapsed, Self::PasswordChangeRequired, Self::NotFound];
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldError {
    /// A JSON pointer to the field in the request body, for example `/user/birthDate`; empty for the whole.
    pub pointer: String,
    /// What is wrong, as a stable code the client has words for.
    pub code: String,
    /// What it is about, where the pointer alone does not say it: a service by name and level.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(default)]
    pub about: Option<String>,
}

/// A problem answer (RFC 9457).
#[derive(Debug, Clone)]
pub struct Problem {
    /// What kind.
    pub kind: ProblemType,
    /// Which fields, if any.
    pub errors: Vec<FieldError>,
    /// Seconds to wait before trying again.
    pub retry_after: Option<u64>,
    /// Tries left with a code.
    pub tries_left: Option<u8>,
    /// Who has it in hand.
    pub held_by: Option<HeldBy>,
    /// The one there is already.
    pub upgrade_id: Option<UpgradeId>,
}

/// Who has a thing in hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HeldBy {
    /// What colleagues call him.
    pub name: String,
    /// Until when.
    pub until: Timestamp,
}

impl Problem {
    /// A problem of this kind with nothing more to say.
    pub const fn of(kind: ProblemType) -> Self {
        Self { kind, errors: Vec::new(), retry_after: None, tries_left: None, held_by: None, upgrade_id: None }
    }

    /// Fields that need attention.
    pub const fn fields(errors: Vec<FieldError>) -> Self {
        let kind = ProblemType::InvalidInput;
        Self { kind, errors, retry_after: None, tries_left: None, held_by: None, upgrade_id: None }
    }

    /// One field that needs attention.
    pub fn field(pointer: &str, code: &str) -> Self {
        Self::of(ProblemType::InvalidInput).with_field(pointer, code)
    }

    /// Names a field.
    pub fn with_field(mut self, pointer: &str, code: &str) -> Self {
        self.errors.push(FieldError { pointer: pointer.to_owned(), code: code.to_owned(), about: None });
        self
    }

    /// Says how long to wait.
    pub const fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Says how many tries are left.
    pub const fn tries_left(mut self, tries: u8) -> Self {
        self.tries_left = Some(tries);
        self
    }

    /// Says who has it in hand, and until when.
    pub fn held_by(mut self, name: String, until: Timestamp) -> Self {
        self.held_by = Some(HeldBy { name, until });
        self
    }

    /// Names the upgrade there is already.
    pub fn existing(mut self, upgrade: UpgradeId) -> Self {
        self.upgrade_id = Some(upgrade);
        self
    }

    /// The body on the wire. `origin` is the public origin the type's URI stands under; `trace` names the request in the logs.
    pub fn body(&self, origin: &str, trace: &str) -> ProblemBody {
        ProblemBody {
            kind: format!("{origin}/problems/{}", self.kind.slug()),
            title: self.kind.title().to_owned(),
            status: self.kind.status(),
            errors: self.errors.clone(),
            retry_after: self.retry_after,
            tries_left: self.tries_left,
            held_by: self.held_by.clone(),
            upgrade_id: self.upgrade_id.clone(),
            trace_id: trace.to_owned(),
        }
    }
}

impl From<ProblemType> for Problem {
    fn from(kind: ProblemType) -> Self {
        Self::of(kind)
    }
}

/// A problem as it stands on the wire, `application/problem+json`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Problem")]
pub struct ProblemBody {
    /// A URI that names the kind of problem; its last part is stable.
    #[serde(rename = "type")]
    pub kind: String,
    /// A short English title of the kind.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Which fields need attention.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub errors: Vec<FieldError>,
    /// Seconds to wait before trying again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
    /// Tries left with a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tries_left: Option<u8>,
    /// Who has it in hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_by: Option<HeldBy>,
    /// The one there is already: what was asked for again exists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upgrade_id: Option<UpgradeId>,
    /// Names the request in the logs; quote it when asking for help.
    pub trace_id: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_stable_names_and_no_two_are_the_same() {
        let mut slugs: Vec<_> = ProblemType::ALL.iter().map(|kind| kind.slug()).collect();
        assert!(slugs.iter().all(|slug| slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')));
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), ProblemType::ALL.len());
    }

    #[test]
    fn a_problem_says_no_more_than_it_knows() {
        let body =
            serde_json::to_value(Problem::of(ProblemType::NotFound).body("https://balie.example", "trc_1")).unwrap();
        assert_eq!(
            body,
            serde_json::json!({"type": "https://balie.example/problems/not-found", "title": "Not found", "status": 404, "traceId": "trc_1"})
        );
    }

    #[test]
    fn the_list_in_the_docs_is_the_list_in_the_code() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/problems.md");
        let mut printed = String::from(
            "# Problems\n\nEvery answer that is not a good one is a problem (RFC 9457, `application/problem+json`). Its `type` is the public origin, \
             `/problems/` and a name\nof this list; the name is stable. `errors` points at the fields that need attention, each with a code. The words \
             in Dutch, German and English belong to\nthe client (`web/src/i18n`).\n\nPrinted by a test from `shared/api/src/problem.rs`; after a \
             change run `BALIE_REWRITE=1 cargo test -p api`.\n\n| name | status | title |\n|--|--|--|\n",
        );
        for kind in ProblemType::ALL {
            printed.push_str(&format!("| `{}` | {} | {} |\n", kind.slug(), kind.status(), kind.title()));
        }
        if std::env::var_os("BALIE_REWRITE").is_some() {
            std::fs::write(path, &printed).unwrap();
        }
        assert!(
            std::fs::read_to_string(path).unwrap_or_default() == printed,
            "docs/problems.md is stale: run with BALIE_REWRITE=1"
        );
    }
}
