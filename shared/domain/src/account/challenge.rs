//! What stands between a right password and a second factor: five minutes to show it, on the same screen. Never mailed (S37).

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::link::LinkNotUsable;
use super::{Login, LoginKey, Token, TokenHash};
use crate::ids::AccountId;

/// How long it can be answered: as long as a person needs to take a telephone.
pub const CHALLENGE_LIFE: SignedDuration = SignedDuration::from_mins(5);

/// A right password that waits for its second factor. The secret itself is only with the browser or app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Challenge {
    /// What it is looked up by.
    pub hash: TokenHash,
    /// Whose.
    pub account: AccountId,
    /// By which login.
    pub login: LoginKey,
    /// The account's epoch when the password was right: a password that was changed since voids it (S20).
    pub epoch: u32,
    /// When the password was right.
    pub issued_at: Timestamp,
    /// From when it opens nothing any more.
    pub expires_at: Timestamp,
    /// When it was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<Timestamp>,
}

impl Challenge {
    /// A new challenge after the right password of `login`.
    pub fn issue(token: &Token, login: &Login, now: Timestamp) -> Self {
        Self {
            hash: token.hash(),
            account: login.account.clone(),
            login: login.identifier.clone(),
            epoch: login.gate.epoch,
            issued_at: now,
            expires_at: now.saturating_add(CHALLENGE_LIFE).unwrap_or(now),
            used_at: None,
        }
    }

    /// Whether it can still be answered for `login`.
    pub fn is_open(&self, login: &Login, now: Timestamp) -> bool {
        self.login == login.identifier
            && self.epoch == login.gate.epoch
            && self.used_at.is_none()
            && now < self.expires_at
    }

    /// The challenge, answered now; to be kept on the version that was read, in the transaction that opens the session.
    pub fn answered(&self, login: &Login, now: Timestamp) -> Result<Self, LinkNotUsable> {
        if self.is_open(login, now) { Ok(Self { used_at: Some(now), ..self.clone() }) } else { Err(LinkNotUsable) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, at, login};
    use super::*;

    #[test]
    fn a_challenge_is_answered_once_in_time_and_not_after_the_password_changed() {
        let mut login = login(&account());
        let challenge = Challenge::issue(&Token::presented("one"), &login, at(0));
        assert_eq!(challenge.answered(&login, at(300)), Err(LinkNotUsable));
        let answered = challenge.answered(&login, at(299)).unwrap();
        assert_eq!(answered.answered(&login, at(10)), Err(LinkNotUsable));
        login.gate.epoch += 1;
        assert_eq!(challenge.answered(&login, at(10)), Err(LinkNotUsable));
    }
}
