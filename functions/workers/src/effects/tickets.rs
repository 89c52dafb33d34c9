//! The mails of questions to the service desk. A stranger's link is drawn here and goes into the mail; only its hash is kept (S18). An attempt
//! that finds its own link kept by an earlier one mails the very same once more, or nothing when a newer one was mailed since (S53).

use domain::account::{Account, Token};
use domain::effect::TicketEffect;
use domain::email::Email;
use domain::ids::{AccountId, TicketId};
use domain::language::Language;
use domain::ticket::{Asker, Reference, Ticket, TicketLink};
use domain::upgrade::messages::Side;
use jiff::Timestamp;
use mail::{Letter, Place, TicketEvent, TicketNews};
use runtime::{Context, Failure};
use store::outbox::Waiting;
use store::ticket::Numbered;
use store::{Change, Error, Versioned};

use super::send;
use crate::drawn::Drawn;

/// How often a link is written anew when somebody wrote on the question in between.
const TRIES: usize = 8;

/// Performs one; answers the id of the mail that was handed over, when there was one. Nothing is mailed when there is nothing to tell any
/// more.
pub(crate) async fn perform(cx: &Context, waiting: &Waiting, effect: &TicketEffect) -> Result<Option<String>, Failure> {
    match effect {
        TicketEffect::Confirm { ticket } => tell(cx, waiting, ticket, TicketEvent::Received).await,
        TicketEffect::TellAnswer { ticket } => match get(cx, ticket).await? {
            Some(read) if read.thread.is_new_to(Side::Customer) => {
                tell(cx, waiting, ticket, TicketEvent::Answered).await
            }
            Some(_) | None => Ok(None),
        },
        TicketEffect::TellClosed { ticket } => tell(cx, waiting, ticket, TicketEvent::Closed).await,
        TicketEffect::TellDesk { ticket } => tell_desk(cx, waiting, ticket).await,
        TicketEffect::SendLink { reference, email } => send_link(cx, waiting, reference, email).await,
    }
}

async fn get(cx: &Context, ticket: &TicketId) -> Result<Option<Versioned<Ticket>>, Error> {
    cx.store().get::<Ticket>(store::ticket::key(ticket)).await
}

/// Tells whoever asked: a stranger with a link of his own, the others where to look in their account.
async fn tell(
    cx: &Context,
    waiting: &Waiting,
    ticket: &TicketId,
    event: TicketEvent,
) -> Result<Option<String>, Failure> {
    let Some(ticket) = get(cx, ticket).await? else { return Ok(None) };
    match &ticket.asker {
        Asker::Person { account, .. } => {
            let letter = Letter::Ticket {
                reference: ticket.reference,
                news: TicketNews::ForAsker { event, place: Place::Account { ticket: &ticket.id } },
            };
            // His address of today, which need not be the one he had when he asked.
            to_account(cx, waiting, account, &letter).await
        }
        Asker::Stranger {} => {
            let token = Token::draw(&Drawn::of(cx, waiting).await?.chance("ticket-link"));
            let Some(until) = keep_link(cx, &ticket.id, &token).await? else { return Ok(None) };
            let place = Place::Link { token: token.reveal(), until };
            let letter = Letter::Ticket { reference: ticket.reference, news: TicketNews::ForAsker { event, place } };
            send(cx, waiting, &ticket.contact.email, ticket.language, &letter).await
        }
    }
}

/// Keeps a link's hash, and makes it the one that opens the question; answers until when. `None` when an earlier attempt at the same effect
/// kept it and a newer one was mailed since: there is nothing left to mail.
async fn keep_link(cx: &Context, ticket: &TicketId, token: &Token) -> Result<Option<Timestamp>, Failure> {
    let hash = token.hash();
    for _ in 0..TRIES {
        let kept = cx.store().get::<TicketLink>(store::ticket::link_key(&hash)).await?;
        let Some(read) = get(cx, ticket).await? else { return Ok(None) };
        if let Some(kept) = kept {
            return Ok(kept.is_latest(&read).then_some(kept.expires_at));
        }
        let mut after = read.value.clone();
        let link = TicketLink::issue(hash.clone(), &mut after, cx.now());
        let mut change = Change::new();
        change.replace(&read, &after).create(&link);
        match cx.commit(change).await {
            Ok(()) => return Ok(Some(link.expires_at)),
            Err(Error::Conflict(_) | Error::Exists(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::Other("the question kept changing while its link was made".to_owned()))
}

/// Tells whoever has the question in hand, or answered it last; else the desk's mailbox, where there is one. Nobody when it was read since.
async fn tell_desk(cx: &Context, waiting: &Waiting, ticket: &TicketId) -> Result<Option<String>, Failure> {
    let Some(ticket) = get(cx, ticket).await? else { return Ok(None) };
    if !ticket.thread.is_new_to(Side::Desk) {
        return Ok(None);
    }
    let letter = Letter::Ticket { reference: ticket.reference, news: TicketNews::ForDesk { ticket: &ticket.id } };
    match ticket.holder(cx.now()).map(|taken| &taken.by).or(ticket.thread.desk.as_ref()) {
        Some(account) => to_account(cx, waiting, account, &letter).await,
        None => to_desk(cx, waiting, &letter).await,
    }
}

/// To the desk's mailbox, where there is one. The desk speaks Dutch.
pub(super) async fn to_desk(cx: &Context, waiting: &Waiting, letter: &Letter<'_>) -> Result<Option<String>, Failure> {
    match &cx.config().desk_mailbox {
        Some(mailbox) => send(cx, waiting, mailbox, Language::Dutch, letter).await,
        None => Ok(None),
    }
}

/// The way to a question once more, if the address is the one it was asked from. Nobody hears of a question that is not his.
async fn send_link(
    cx: &Context,
    waiting: &Waiting,
    reference: &Reference,
    email: &Email,
) -> Result<Option<String>, Failure> {
    let Some(found) = cx.store().get::<Numbered>(store::ticket::reference_key(reference)).await? else {
        return Ok(None);
    };
    let Some(ticket) = get(cx, &found.ticket).await? else { return Ok(None) };
    if ticket.contact.email.normalised() != email.normalised() {
        return Ok(None);
    }
    tell(cx, waiting, &ticket.id, TicketEvent::Found).await
}

async fn to_account(
    cx: &Context,
    waiting: &Waiting,
    account: &AccountId,
    letter: &Letter<'_>,
) -> Result<Option<String>, Failure> {
    match cx.store().get::<Account>(store::account::key(account)).await? {
        Some(account) => send(cx, waiting, &account.email, account.language, letter).await,
        None => Ok(None),
    }
}
