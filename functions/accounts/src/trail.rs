//! Facts for the audit trail of an account (S56).

use domain::audit::{Actor, AuditFact, Trail};
use domain::ids::AccountId;

/// Something the person himself did to his account while logged in.
pub(crate) fn by_person(account: &AccountId, action: &str) -> AuditFact {
    fact(account, Actor::Person { account: account.clone() }, action, "done")
}

/// Something that was done to an account by whoever held a link or a token.
pub(crate) fn by_visitor(account: &AccountId, action: &str, result: &str) -> AuditFact {
    fact(account, Actor::Visitor, action, result)
}

fn fact(account: &AccountId, actor: Actor, action: &str, result: &str) -> AuditFact {
    AuditFact {
        trail: Trail::Account { account: account.clone() },
        actor,
        action: action.to_owned(),
        object: account.to_string(),
        result: result.to_owned(),
    }
}
