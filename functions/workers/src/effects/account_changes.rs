//! The mails about another address for an account, and about deleting one. Links are drawn here and go into the mail; only their hashes are kept
//! (S18). Whether an address is taken is looked at here, out of sight of whoever asked: only its own mailbox hears of it (S10).

use domain::account::address::{ChangeState, Side, StopLink};
use domain::account::{Account, AddressChange, Deletion, Link, Purpose, Token};
use domain::effect::AccountEffect;
use domain::email::Email;
use domain::ids::AccountId;
use domain::language::Language;
use jiff::Timestamp;
use mail::{AccountNews, Letter};
use runtime::{Context, Failure};
use store::outbox::Waiting;
use store::{Change, Error, Versioned};

use super::{registrations, send};
use crate::drawn::Drawn;

/// How often a link is written anew when somebody changed the account in between.
const TRIES: usize = 6;

/// Performs one; answers the id of the mail that was handed over, when there was one. Nothing is mailed when there is nothing to tell any more.
pub(crate) async fn perform(
    cx: &Context,
    waiting: &Waiting,
    effect: &AccountEffect,
) -> Result<Option<String>, Failure> {
    match effect {
        AccountEffect::AskAddress { account, turn, side } => ask(cx, waiting, account, *turn, *side).await,
        AccountEffect::TellAddressChanged { account, turn, side } => changed(cx, waiting, account, *turn, *side).await,
        AccountEffect::MoveRegistrations { account } => {
            registrations::move_all(cx, account).await?;
            Ok(None)
        }
        AccountEffect::TellAddressKept { account, turn, side } => kept(cx, waiting, account, *turn, *side).await,
        AccountEffect::TellDeletionAsked { account } => deletion_asked(cx, waiting, account).await,
        AccountEffect::TellDeletionTakenBack { account } => match account_of(cx, account).await? {
            Some(account) => mail(cx, waiting, &account.email, account.language, AccountNews::DeletionTakenBack).await,
            None => Ok(None),
        },
        AccountEffect::TellDeleted { email, language } => {
            mail(cx, waiting, email, *language, AccountNews::Deleted { at: waiting.since }).await
        }
    }
}

async fn mail(
    cx: &Context,
    waiting: &Waiting,
    to: &Email,
    language: Language,
    news: AccountNews<'_>,
) -> Result<Option<String>, Failure> {
    send(cx, waiting, to, language, &Letter::Account(news)).await
}

async fn account_of(cx: &Context, id: &AccountId) -> Result<Option<Versioned<Account>>, Error> {
    cx.store().get::<Account>(store::account::key(id)).await
}

/// The account with this change of its address, if that is still its latest.
async fn find(
    cx: &Context,
    account: &AccountId,
    turn: u32,
) -> Result<Option<(Versioned<Account>, Versioned<AddressChange>)>, Error> {
    let (account_key, change_key) = (store::account::key(account), store::account::address_key(account));
    let mut found = cx.store().batch(vec![account_key.clone(), change_key.clone()]).await?;
    let (Some(account), Some(change)) = (found.remove(&account_key), found.remove(&change_key)) else {
        return Ok(None);
    };
    let change = change.read::<AddressChange>(cx.keys()).await?;
    if change.turn != turn {
        return Ok(None);
    }
    Ok(Some((account.read(cx.keys()).await?, change)))
}

async fn ask(
    cx: &Context,
    waiting: &Waiting,
    id: &AccountId,
    turn: u32,
    side: Side,
) -> Result<Option<String>, Failure> {
    let Some((account, change)) = find(cx, id, turn).await? else { return Ok(None) };
    if !change.is_waiting(cx.now()) {
        return Ok(None);
    }
    let language = account.language;
    match side {
        Side::Old if change.is_by_desk() => {
            let token = Token::draw(&Drawn::of(cx, waiting).await?.chance("stop"));
            let Some(until) = keep_stop(cx, id, turn, &token).await? else { return Ok(None) };
            let news = AccountNews::DeskChanges { new: change.new.as_str(), token: token.reveal(), until };
            mail(cx, waiting, &change.old, language, news).await
        }
        Side::Old => {
            let Some((token, until)) = keep_link(cx, waiting, id, Some(turn), Purpose::LeaveAddress).await? else {
                return Ok(None);
            };
            let news = AccountNews::LeaveAddress { new: change.new.as_str(), token: token.reveal(), until };
            mail(cx, waiting, &change.old, language, news).await
        }
        Side::New if is_taken(cx, &change).await? => {
            mail(cx, waiting, &change.new, language, AccountNews::AddressTaken).await
        }
        Side::New => {
            let Some((token, until)) = keep_link(cx, waiting, id, Some(turn), Purpose::TakeAddress).await? else {
                return Ok(None);
            };
            mail(cx, waiting, &change.new, language, AccountNews::TakeAddress { token: token.reveal(), until }).await
        }
    }
}

/// Whether the new address is somebody's, or set aside for somebody.
async fn is_taken(cx: &Context, change: &AddressChange) -> Result<bool, Error> {
    let keys = vec![store::login::key(&change.key), store::login::awaited_key(&change.key)];
    Ok(!cx.store().batch(keys).await?.is_empty())
}

async fn changed(
    cx: &Context,
    waiting: &Waiting,
    id: &AccountId,
    turn: u32,
    side: Side,
) -> Result<Option<String>, Failure> {
    let Some((account, change)) = find(cx, id, turn).await? else { return Ok(None) };
    let ChangeState::Done { at, .. } = change.state else { return Ok(None) };
    match side {
        Side::Old => {
            let token = Token::draw(&Drawn::of(cx, waiting).await?.chance("stop"));
            let Some(until) = keep_stop(cx, id, turn, &token).await? else { return Ok(None) };
            let news = AccountNews::AddressLeft { new: change.new.as_str(), at, token: token.reveal(), until };
            mail(cx, waiting, &change.old, account.language, news).await
        }
        Side::New => mail(cx, waiting, &change.new, account.language, AccountNews::AddressTakenOver { at }).await,
    }
}

async fn kept(
    cx: &Context,
    waiting: &Waiting,
    id: &AccountId,
    turn: u32,
    side: Side,
) -> Result<Option<String>, Failure> {
    let Some((account, change)) = find(cx, id, turn).await? else { return Ok(None) };
    let ChangeState::Stopped { at } = change.state else { return Ok(None) };
    let (to, news) = match side {
        Side::Old => (&change.old, AccountNews::AddressKept { at }),
        Side::New => (&change.new, AccountNews::AddressNotTaken { at }),
    };
    mail(cx, waiting, to, account.language, news).await
}

async fn deletion_asked(cx: &Context, waiting: &Waiting, id: &AccountId) -> Result<Option<String>, Failure> {
    let Some(wish) = cx.store().get::<Deletion>(store::account::deletion_key(id)).await? else { return Ok(None) };
    if wish.begun_at.is_some() {
        return Ok(None);
    }
    let Some((token, _)) = keep_link(cx, waiting, id, None, Purpose::KeepAccount).await? else { return Ok(None) };
    let Some(account) = account_of(cx, id).await? else { return Ok(None) };
    let news = AccountNews::DeletionAsked { due: wish.due_at, token: token.reveal() };
    mail(cx, waiting, &account.email, account.language, news).await
}

/// Keeps the hash of a link of the account, which its mail carries; the very same when an earlier attempt at this effect kept it (S53). `None` when
/// there is nothing to mail any more: it was used, a newer one was mailed, or the change it belongs to (`turn`) is over.
async fn keep_link(
    cx: &Context,
    waiting: &Waiting,
    id: &AccountId,
    turn: Option<u32>,
    purpose: Purpose,
) -> Result<Option<(Token, Timestamp)>, Failure> {
    let token = Token::draw(&Drawn::of(cx, waiting).await?.chance("link"));
    for _ in 0..TRIES {
        let account = match turn {
            Some(turn) => match find(cx, id, turn).await? {
                Some((account, change)) if change.is_waiting(cx.now()) => account,
                Some(_) | None => return Ok(None),
            },
            None => match account_of(cx, id).await? {
                Some(account) => account,
                None => return Ok(None),
            },
        };
        if let Some(kept) = cx.store().get::<Link>(store::link::key(&token.hash())).await? {
            let again = kept.to_mail_again(&account, cx.now());
            return Ok(again.map(|link| (token, link.expires_at)));
        }
        let Some(login) = account.logins.first().cloned() else { return Ok(None) };
        let mut after = account.value.clone();
        let link = Link::issue(purpose, &token, &mut after, &login, cx.now());
        let mut change = Change::new();
        change.replace(&account, &after).create(&link);
        match cx.commit(change).await {
            Ok(()) => return Ok(Some((token, link.expires_at))),
            Err(Error::Conflict(_) | Error::Exists(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::Other("the account kept changing while its link was made".to_owned()))
}

/// Keeps the hash of the link that stops a change, and makes it the one that does; answers until when. `None` when it cannot be stopped any more,
/// or a newer link was mailed since.
async fn keep_stop(cx: &Context, id: &AccountId, turn: u32, token: &Token) -> Result<Option<Timestamp>, Failure> {
    let hash = token.hash();
    for _ in 0..TRIES {
        let Some((_, read)) = find(cx, id, turn).await? else { return Ok(None) };
        let Some(until) = read.stoppable_until() else { return Ok(None) };
        if let Some(kept) = cx.store().get::<StopLink>(store::link::stop_key(&hash)).await? {
            return Ok((read.stop.as_ref() == Some(&hash)).then_some(kept.expires_at));
        }
        let link = StopLink { hash: hash.clone(), account: id.clone(), turn, expires_at: until };
        let after = AddressChange { stop: Some(hash.clone()), ..read.value.clone() };
        let mut change = Change::new();
        change.replace(&read, &after).create(&link);
        match cx.commit(change).await {
            Ok(()) => return Ok(Some(until)),
            Err(Error::Conflict(_) | Error::Exists(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::Other("the change of address kept changing while its link was made".to_owned()))
}
