//! Who may call an operation. Denied unless said otherwise: an endpoint without a caller type does not compile (S43).

/// How far a role reaches within its organisation; each includes the ones below it. The desk's staff stand outside this order.
pub use domain::organisation::Role;

/// Who may call an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone, logged in or not.
    Anyone,
    /// Anyone with an open session, even one that opens nothing but choosing a new password (S7, S8).
    AnySession,
    /// A person with a full session.
    Person,
    /// A person acting within an organisation, with at least this role.
    Member(Role),
    /// The desk's own people.
    Staff,
}

impl Access {
    /// Whether a session is needed at all.
    pub const fn needs_session(self) -> bool {
        !matches!(self, Self::Anyone)
    }
}
