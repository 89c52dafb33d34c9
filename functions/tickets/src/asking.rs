//! Putting a question: counted before it is kept, and given a number that no other question has.

use domain::account::attempts::{TICKETS_BY_ACCOUNT, TICKETS_BY_ADDRESS, TICKETS_BY_ADDRESSEE, network};
use domain::ticket::{Question, Ticket};
use runtime::{Context, Request};
use store::counter::Counter;
use store::{Change, Error};

use crate::problems::Refused;

/// How often another number is drawn when the one that was drawn is taken.
const TRIES: usize = 4;

/// What a question of a stranger is counted under: the address he gives, and his network. Whether the address has an account is not looked
/// at (S10).
pub(crate) async fn of_stranger(cx: &Context, request: &Request, question: &Question) -> Result<Vec<Counter>, Refused> {
    let addressee = cx.login_key(&question.contact.email.normalised()).await?;
    Ok(vec![
        Counter::of(&TICKETS_BY_ADDRESSEE, addressee.as_str(), cx.now()),
        Counter::of(&TICKETS_BY_ADDRESS, &network(request.address), cx.now()),
    ])
}

/// What a question of somebody who is logged in is counted under.
pub(crate) fn of_account(cx: &Context, account: &domain::ids::AccountId) -> Vec<Counter> {
    vec![Counter::of(&TICKETS_BY_ACCOUNT, account.as_str(), cx.now())]
}

/// Keeps a question, with the answer that is given to it.
pub(crate) async fn ask<A, F>(cx: &Context, question: &Question, counters: &[Counter], answer: F) -> Result<A, Refused>
where
    A: serde::Serialize + Send + Sync,
    F: Fn(&Ticket) -> A + Send + Sync,
{
    let mut tries = TRIES;
    loop {
        tries -= 1;
        let decided = Ticket::ask(question.clone(), cx.now(), cx.chance())?;
        let told = answer(&decided.ticket);
        let mut change = Change::new();
        for counter in counters {
            change.update(counter.raise());
        }
        change.ask(&decided);
        match cx.keep(change, &told).await {
            Ok(()) => return Ok(told),
            Err(Error::Exists(api::Part::Ticket)) if tries > 0 => {}
            Err(Error::LimitReached { wait, .. }) => return Err(Refused::TooMany(wait)),
            Err(error) => return Err(error.into()),
        }
    }
}
