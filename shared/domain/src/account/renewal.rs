//! A new password in place of an old or a forgotten one (S6, S20, S28).

use jiff::Timestamp;

use super::link::LinkNotUsable;
use super::{Account, Credential, Link, Login, Purpose, Session, Standing};
use crate::effect::{CodeEffect, Effect};

/// A password that was replaced: what must be kept in one transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewed {
    /// The account: a new epoch ends every open session, and no link works any more.
    pub account: Account,
    /// The login with the new password.
    pub login: Login,
    /// What follows.
    pub effects: Vec<Effect>,
}

fn renew(account: &Account, login: &Login, credential: Credential) -> Renewed {
    let mut account = account.clone();
    account.end_sessions();
    account.links.clear();
    let login = Login { credential: Some(credential), gate: account.gate(), ..login.clone() };
    let effects = vec![Effect::TellPasswordChanged { account: account.id.clone() }];
    Renewed { account, login, effects }
}

/// Somebody who is logged in chose another password. His own session goes on, full; all others end (S6).
pub fn change(account: &Account, login: &Login, session: &Session, credential: Credential) -> (Renewed, Session) {
    let renewed = renew(account, login, credential);
    let session = session.renewed(&renewed.account);
    (renewed, session)
}

/// Somebody came with a link from his mailbox. It opens no session, and it leaves a second factor as it is (S15, S35).
pub fn reset(
    account: &Account,
    login: &Login,
    link: &Link,
    credential: Credential,
    now: Timestamp,
) -> Result<(Renewed, Link), LinkNotUsable> {
    let link = link.consume(Purpose::Reset, &mut account.clone(), now)?;
    match account.standing {
        Standing::Active if login.account == account.id => {
            let mut renewed = renew(account, login, credential);
            // Notice goes to every channel there is: his own address, and the main user of the organisation his log-in opens.
            renewed.effects.extend(account.organisation.clone().map(|organisation| {
                Effect::Code(CodeEffect::TellPasswordReset { organisation, account: account.id.clone() })
            }));
            Ok((renewed, link))
        }
        Standing::Active | Standing::Applicant | Standing::Suspended => Err(LinkNotUsable),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, at, login, session};
    use super::super::{MustChange, Token};
    use super::*;

    fn credential() -> Credential {
        Credential { hash: "new".to_owned(), ..login(&account()).credential.unwrap() }
    }

    #[test]
    fn changing_it_ends_every_session_but_this_one() {
        let account = account();
        let mut limited = session(&account, &Token::presented("one"));
        limited.limited = Some(MustChange::Initial);
        let other = session(&account, &Token::presented("two"));
        let (renewed, this) = change(&account, &login(&account), &limited, credential());
        assert!(this.is_open(&renewed.account, at(1)) && this.limited.is_none());
        assert!(!other.is_open(&renewed.account, at(1)));
        assert_eq!(renewed.login.gate, renewed.account.gate());
        assert_eq!(renewed.effects, [Effect::TellPasswordChanged { account: account.id }]);
    }

    #[test]
    fn a_reset_voids_every_link_and_keeps_the_second_factor() {
        let mut account = account();
        account.second_factor = true;
        let login = login(&account);
        let link = Link::issue(Purpose::Reset, &Token::presented("r"), &mut account, &login.identifier, at(0));
        let (renewed, used) = reset(&account, &login, &link, credential(), at(5)).unwrap();
        assert!(renewed.account.links.is_empty() && renewed.account.second_factor && renewed.login.gate.second_factor);
        assert_eq!(used.used_at, Some(at(5)));
        assert_eq!(renewed.effects.len(), 1, "he acts for nobody: there is no main user to tell");
        assert_eq!(reset(&renewed.account, &renewed.login, &link, credential(), at(6)), Err(LinkNotUsable));
        account.standing = Standing::Suspended;
        assert_eq!(reset(&account, &login, &link, credential(), at(6)), Err(LinkNotUsable));
    }
}
