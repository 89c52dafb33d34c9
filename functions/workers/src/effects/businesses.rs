//! The effects of member businesses. Whether a number belongs to one is looked at here, out of sight of whoever asked for a letter.

use domain::account::Account;
use domain::audit::{Actor, AuditFact, Trail};
use domain::business::{Business, By, CompanyNumber, Happened, HappenedKind, PinLetter, Wish, WishedBy, file_key};
use domain::effect::BusinessEffect;
use domain::ids::{AccountId, BusinessId};
use mail::{BusinessEvent, BusinessNews, Letter};
use runtime::{Context, Failure};
use store::business::Numbered;
use store::outbox::Waiting;
use store::{Change, Error, Versioned};

use super::send;

/// How often a letter is issued anew when its business's letter was tried or replaced in between.
const TRIES: usize = 8;

/// Performs one; answers the id of the mail that was handed over, when there was one.
pub(crate) async fn perform(
    cx: &Context,
    waiting: &Waiting,
    effect: &BusinessEffect,
) -> Result<Option<String>, Failure> {
    match effect {
        BusinessEffect::AskLetter { number, account } => ask(cx, waiting, number, account).await.map(|()| None),
        BusinessEffect::IssueLetter { business, by } => issue(cx, waiting, business, by).await.map(|()| None),
        BusinessEffect::DeleteLetterFile { business, letter } => {
            cx.files().remove(&file_key(business, letter)).await?;
            Ok(None)
        }
        BusinessEffect::TellOpened { business, reader, account, at } => {
            let event = if reader == account { BusinessEvent::OpenedByYou } else { BusinessEvent::Opened };
            tell(cx, waiting, business, reader, Some(account), (event, *at)).await
        }
        BusinessEffect::TellRemoved { business, reader, account, left, at } => {
            let event = match (left, reader == account) {
                (true, true) => BusinessEvent::LeftByYou,
                (true, false) => BusinessEvent::Left,
                (false, true) => BusinessEvent::RemovedYou,
                (false, false) => BusinessEvent::Removed,
            };
            tell(cx, waiting, business, reader, Some(account), (event, *at)).await
        }
        BusinessEffect::TellLocked { business, reader, at } => {
            tell(cx, waiting, business, reader, None, (BusinessEvent::LetterLocked, *at)).await
        }
    }
}

/// Writes down that a letter is wished for, when the number is that of a business, nothing is wished for yet, and the last letter is old enough.
async fn ask(cx: &Context, waiting: &Waiting, number: &CompanyNumber, account: &AccountId) -> Result<(), Failure> {
    let Some(numbered) = cx.store().get::<Numbered>(store::business::number_key(number)).await? else {
        return Ok(());
    };
    let business = &numbered.business;
    let letter = cx.store().get::<PinLetter>(store::business::letter_key(business)).await?;
    let by = WishedBy::Member { account: account.clone() };
    let wish = Wish { business: business.clone(), by, at: waiting.since };
    if !wish.deserves_letter(letter.as_deref(), cx.now()) {
        return Ok(());
    }
    let by = By::Person { account: account.clone() };
    let mut change = Change::new();
    change.create(&wish).happened(&Happened::now(business, HappenedKind::LetterAsked, by, waiting.since));
    match cx.commit(change).await {
        // It is wished for already, by an earlier attempt or by somebody else.
        Ok(()) | Err(Error::Exists(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Issues a letter for the desk, once for each effect: an earlier attempt is known by the time.
async fn issue(cx: &Context, waiting: &Waiting, business: &BusinessId, by: &AccountId) -> Result<(), Failure> {
    for _ in 0..TRIES {
        if cx.store().get::<Business>(store::business::key(business)).await?.is_none() {
            return Ok(());
        }
        let before = cx.store().get::<PinLetter>(store::business::letter_key(business)).await?;
        if before.as_ref().is_some_and(|letter| letter.issued_at >= waiting.since) {
            return Ok(());
        }
        match cx.commit(issued(cx, business, before.as_ref(), by)).await {
            Ok(()) => return Ok(()),
            Err(Error::Conflict(_) | Error::Exists(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::Other("a letter kept changing while another one was issued".to_owned()))
}

fn issued(cx: &Context, business: &BusinessId, before: Option<&Versioned<PinLetter>>, by: &AccountId) -> Change {
    let (letter, effects) = PinLetter::issue(business, before.map(|before| &before.value), cx.now(), cx.chance());
    let desk = By::Desk { account: by.clone() };
    let mut change = Change::new();
    match before {
        Some(before) => change.replace(before, &letter),
        None => change.create(&letter),
    };
    change.effects(effects).happened(&Happened::now(business, HappenedKind::LetterIssued, desk, cx.now())).audit(
        AuditFact {
            trail: Trail::Business { business: business.clone() },
            actor: Actor::Staff { account: by.clone() },
            action: "issue-pin-letters".to_owned(),
            object: letter.id.to_string(),
            result: "issued".to_owned(),
        },
    );
    change
}

/// Mails one person; nobody when the business or he is gone.
async fn tell(
    cx: &Context,
    waiting: &Waiting,
    business: &BusinessId,
    reader: &AccountId,
    about: Option<&AccountId>,
    (event, at): (BusinessEvent, jiff::Timestamp),
) -> Result<Option<String>, Failure> {
    let Some(business) = cx.store().get::<Business>(store::business::key(business)).await? else { return Ok(None) };
    let account = |id: &AccountId| cx.store().get::<Account>(store::account::key(id));
    let Some(reader) = account(reader).await? else { return Ok(None) };
    let about = match about {
        Some(id) if *id != reader.id => account(id).await?.map(|account| account.value.email),
        Some(_) | None => None,
    };
    let who = about.as_ref().map_or("", |email| email.as_str());
    let number = business.number.as_str();
    let news = BusinessNews { event, business: business.name.as_str(), number, who, at };
    send(cx, waiting, &reader.email, reader.language, &Letter::Business(news)).await
}
