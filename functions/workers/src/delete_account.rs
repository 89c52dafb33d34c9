//! Deleting one account (S59), in steps that each find for themselves what is left to do: a run that dies in between is gone on with by the next.
//!
//! First nobody gets in any more, and the address is free. Then goes what is personal: means and codes are ended, memberships, questions, opened
//! businesses, drafts and sessions deleted. Last goes the account. The audit trail, invoices and what was handed in to the desk stay: they name the
//! account by a number that leads to nobody.

use api::Part;
use domain::access_code::AccessCode;
use domain::account::eherkenning::LinkedIdentity;
use domain::account::{Account, Deletion, Standing};
use domain::audit::{Actor, AuditFact, Trail};
use domain::business::Opened;
use domain::effect::{AccountEffect, Effect, SubmissionEffect};
use domain::ids::AccountId;
use domain::lapse::Subject;
use domain::means::{Means, MeansStatus};
use domain::organisation::{Membership, Role};
use domain::submission::{State, Submission};
use domain::ticket::{Message, Ticket};
use domain::upgrade::{StageName, Upgrade};
use runtime::{Context, Failure};
use store::ticket::Asked;
use store::{Change, Error, Range, Stored, Versioned};

/// How many things of a kind are taken in one turn.
const AT_ONCE: u16 = 25;

/// Deletes an account whose time has come; whether it is gone. It waits as long as its owner is the main user of an organisation: it would be left
/// without one (S46).
pub(crate) async fn delete_account(cx: &Context, id: &AccountId) -> Result<bool, Failure> {
    let Some(wish) = cx.store().get::<Deletion>(store::account::deletion_key(id)).await? else { return Ok(false) };
    if wish.begun_at.is_none() && !close(cx, &wish).await? {
        return Ok(false);
    }
    leave_organisations(cx, id).await?;
    delete_questions(cx, id).await?;
    delete_all::<Opened>(cx, store::business::of_account(id)).await?;
    delete_drafts(cx, id).await?;
    delete_all::<domain::account::Session>(cx, store::session::of(id)).await?;
    // Of two runs that come here, one ends it.
    let Some(wish) = cx.store().get::<Deletion>(store::account::deletion_key(id)).await? else { return Ok(false) };
    let mut last = Change::new();
    for key in [store::account::key(id), store::account::factors_key(id), store::account::address_key(id)] {
        last.clear(Part::Account, key);
    }
    last.delete(&wish).audit(fact(id, "deleted"));
    cx.commit(last).await?;
    Ok(true)
}

fn fact(account: &AccountId, result: &str) -> AuditFact {
    AuditFact {
        trail: Trail::Account { account: account.clone() },
        actor: Actor::Balie,
        action: "delete-account".to_owned(),
        object: account.to_string(),
        result: result.to_owned(),
    }
}

/// Closes the account: its sessions are over, its logins gone, its address is free. `false` when it has to wait, or somebody changed it just now.
async fn close(cx: &Context, wish: &Versioned<Deletion>) -> Result<bool, Failure> {
    let id = &wish.account;
    let Some(read) = cx.store().get::<Account>(store::account::key(id)).await? else { return Ok(true) };
    let memberships = cx.store().list::<Membership>(store::organisation::of_member(id)).await?;
    if memberships.items.iter().any(|membership| membership.role == Role::MainUser) {
        return Ok(false);
    }
    let mut account = read.value.clone();
    let links = std::mem::take(&mut account.links);
    account.logins.clear();
    account.standing = Standing::Suspended;
    account.organisation = None;
    account.second_factor = false;
    account.end_sessions();
    let logins = cx.store().logins_of(&read).await?;
    let mut change = Change::new();
    change.replace_account(&read, &account, &logins);
    for hash in links.values() {
        change.clear(Part::Link, store::link::key(hash));
    }
    if let Some(linked) = cx.store().get::<LinkedIdentity>(store::broker::linked_key(id)).await? {
        change.delete(&linked);
    }
    let (email, language) = (read.email.clone(), read.language);
    change
        .replace(wish, &wish.begun(cx.now()))
        .effect(Effect::Account(AccountEffect::TellDeleted { email, language }))
        .audit(fact(id, "begun"));
    match cx.commit(change).await {
        Ok(()) => Ok(true),
        Err(Error::Conflict(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Ends the means and the access code of each membership, and with the last of them the membership.
async fn leave_organisations(cx: &Context, id: &AccountId) -> Result<(), Failure> {
    let listed = cx.store().list::<Membership>(store::organisation::of_member(id)).await?;
    for listed in &listed.items {
        let organisation = &listed.organisation;
        let held = cx.store().list::<Means>(store::means::of_holder(organisation, id)).await?;
        for means in &held.items {
            end_means(cx, id, means).await?;
        }
        let key = store::organisation::member_key(organisation, id);
        let Some(member) = cx.store().get::<Membership>(key).await? else { continue };
        let mut change = Change::new();
        if let Some(code) = &member.code {
            let key = store::access_code::key(organisation, &code.id);
            if let Some(code) = cx.store().get::<AccessCode>(key).await?
                && let Ok(ended) = code.ended(Role::User, cx.now())
            {
                change.replace(&code, &ended);
            }
        }
        change.delete(&member).watch(organisation, &Subject::Role { account: id.clone() }, None);
        cx.commit(change).await?;
    }
    Ok(())
}

/// Ends a means; an upgrade of it that is open is called off.
async fn end_means(cx: &Context, id: &AccountId, listed: &Means) -> Result<(), Failure> {
    let key = store::means::key(&listed.organisation, &listed.id);
    let Some(read) = cx.store().get::<Means>(key).await? else { return Ok(()) };
    if read.status == MeansStatus::Ended {
        return Ok(());
    }
    let refused = |error: &dyn std::fmt::Display| Failure::Other(format!("a means stays: {error}"));
    let mut means = read.value.clone();
    let mut change = Change::new();
    if let Some(open) = means.open_upgrade.take() {
        let key = store::upgrade::key(&means.organisation, &open.upgrade_id);
        if let Some(upgrade) = cx.store().get::<Upgrade>(key).await?.filter(|it| it.stage.name() != StageName::Active) {
            let decided = upgrade.value.clone().cancel(&means, upgrade.revision, id, cx.now());
            let decided = decided.map_err(|error| refused(&error))?;
            change.replace(&upgrade, &decided.upgrade).follows(&decided);
        }
    }
    let ended = means.end(cx.today()).map_err(|error| refused(&error))?;
    change.replace(&read, &ended).watch(&ended.organisation, &Subject::Means { means: ended.id.clone() }, None);
    Ok(cx.commit(change).await?)
}

/// Deletes the questions the account asked, each with what was written on it before the signpost that leads to it.
async fn delete_questions(cx: &Context, id: &AccountId) -> Result<(), Failure> {
    loop {
        let asked = cx.store().list::<Asked>(store::ticket::of_account(id).limit(AT_ONCE)).await?;
        if asked.items.is_empty() {
            return Ok(());
        }
        for asked in &asked.items {
            delete_all::<Message>(cx, store::ticket::messages(&asked.ticket)).await?;
            let mut change = Change::new();
            let ticket = cx.store().get::<Ticket>(store::ticket::key(&asked.ticket)).await?;
            if let Some(ticket) = ticket {
                change.delete(&ticket).clear(Part::Ticket, store::ticket::reference_key(&ticket.reference));
            }
            change.delete(asked);
            cx.commit(change).await?;
        }
    }
}

/// Deletes the forms that nobody handed in, or that were taken back. Their files and what was written about them follow by an effect each, put down
/// in the same transaction: a run that dies in between leaves nothing behind that nobody knows of.
async fn delete_drafts(cx: &Context, id: &AccountId) -> Result<(), Failure> {
    let mut after = None;
    loop {
        let range = store::submission::of_account(id).limit(AT_ONCE).after(after);
        let page = cx.store().list::<Submission>(range).await?;
        let is_draft = |form: &Submission| matches!(form.state, State::Draft | State::Withdrawn { .. });
        let mut change = Change::new();
        let mut some = false;
        for form in page.items.iter().filter(|form| is_draft(form)) {
            let left = SubmissionEffect::RemoveLeft { submission: form.id.clone() };
            change.delete(form).effect(Effect::Submission(left));
            some = true;
        }
        if some {
            cx.commit(change).await?;
        }
        after = page.next_cursor;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// Deletes what a range lists. What was gone already is gone.
async fn delete_all<T: Stored>(cx: &Context, range: Range) -> Result<(), Failure> {
    let mut after = None;
    loop {
        let page = cx.store().list::<T>(range.clone().limit(AT_ONCE).after(after)).await?;
        let mut change = Change::new();
        for item in &page.items {
            change.clear(T::PART, item.value.key());
        }
        if !page.items.is_empty() {
            cx.commit(change).await?;
        }
        after = page.next_cursor;
        if after.is_none() {
            return Ok(());
        }
    }
}
