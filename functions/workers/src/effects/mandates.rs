//! The mails of direct-debit mandates. A code to sign with is drawn here and goes into the mail; only its hash is kept (S22). An attempt that
//! finds its own code kept by an earlier one mails the very same once more, or nothing when it was replaced or used (S53).

use std::slice;

use domain::account::Account;
use domain::business::Business;
use domain::effect::{MandateEffect, MandateNews};
use domain::ids::{AccountId, BusinessId, MandateId};
use domain::mailed_code::{self, CodeDue};
use domain::mandate::{Mandate, Scheme, Slip, State};
use jiff::Timestamp;
use mail::{Letter, MandateEvent, MandateLetter};
use runtime::{CodeKind, Context, Failure};
use store::outbox::Waiting;
use store::{Change, Error, Versioned};

use super::send;
use crate::drawn::Drawn;

/// How often a code is kept anew when its slip was written in between.
const TRIES: usize = 8;

/// Performs one; answers the id of the mail that was handed over, when there was one.
pub(crate) async fn perform(
    cx: &Context,
    waiting: &Waiting,
    effect: &MandateEffect,
) -> Result<Option<String>, Failure> {
    match effect {
        MandateEffect::MailCode { account, business, mandate } => {
            mail_code(cx, waiting, (account, business, mandate)).await
        }
        MandateEffect::Tell { account, business, mandate, news } => {
            let Some(about) = About::load(cx, account, business, mandate).await? else { return Ok(None) };
            let Some(event) = about.event(*news) else { return Ok(None) };
            about.send(cx, waiting, event).await
        }
    }
}

/// What a letter is about, and whom it goes to.
struct About {
    account: Account,
    business: Business,
    mandate: Mandate,
}

impl About {
    async fn load(
        cx: &Context,
        account: &AccountId,
        business: &BusinessId,
        mandate: &MandateId,
    ) -> Result<Option<Self>, Error> {
        let keys =
            [store::account::key(account), store::business::key(business), store::mandate::key(business, mandate)];
        let mut found = cx.store().batch(keys.to_vec()).await?;
        let [Some(account), Some(business), Some(mandate)] = keys.map(|key| found.remove(&key)) else {
            return Ok(None);
        };
        Ok(Some(Self {
            account: account.read::<Account>(cx.keys()).await?.value,
            business: business.read::<Business>(cx.keys()).await?.value,
            mandate: mandate.read::<Mandate>(cx.keys()).await?.value,
        }))
    }

    /// What is told; nothing of a lapse that was overtaken by a collection.
    fn event(&self, news: MandateNews) -> Option<MandateEvent<'static>> {
        match news {
            MandateNews::Given => Some(MandateEvent::Given { b2b: self.mandate.scheme == Scheme::B2b }),
            MandateNews::Changed => Some(MandateEvent::Changed),
            MandateNews::Revoked => Some(MandateEvent::Revoked),
            MandateNews::AboutToLapse => {
                self.mandate.told?;
                self.mandate.lapses_on().map(|on| MandateEvent::AboutToLapse { on })
            }
            MandateNews::Lapsed => match self.mandate.state {
                State::Lapsed { on, .. } => Some(MandateEvent::Lapsed { on }),
                State::Draft { .. } | State::Active { .. } | State::Revoked { .. } | State::UsedUp { .. } => None,
            },
        }
    }

    async fn send(&self, cx: &Context, waiting: &Waiting, what: MandateEvent<'_>) -> Result<Option<String>, Failure> {
        let account = self.mandate.debtor.iban.masked();
        let letter = Letter::Mandate(MandateLetter {
            what,
            business: &self.business.id,
            business_name: self.business.name.as_str(),
            mandate: &self.mandate.id,
            reference: self.mandate.reference.as_str(),
            creditor: self.mandate.creditor.name.as_str(),
            account: &account,
        });
        send(cx, waiting, &self.account.email, self.account.language, &letter).await
    }
}

/// Draws a code, keeps its hash with the slip it was asked with, and then mails it to whoever asked.
async fn mail_code(
    cx: &Context,
    waiting: &Waiting,
    (account, business, mandate): (&AccountId, &BusinessId, &MandateId),
) -> Result<Option<String>, Failure> {
    let code = mailed_code::draw(&Drawn::of(cx, waiting).await?.chance("mandate-code"));
    let Some(mut about) = About::load(cx, account, business, mandate).await? else { return Ok(None) };
    let waits = about.mandate.to_sign();
    for _ in 0..TRIES {
        let key = store::mandate::slip_key(business, mandate, account);
        let Some(slip) = cx.store().get::<Slip>(key).await? else { return Ok(None) };
        let hashes = slip.codes.code.as_ref().map(|code| slice::from_ref(&code.hash)).unwrap_or_default();
        let kept = cx.which_keyed_hash(CodeKind::SigningCode, &slip.bound(&code), hashes).await?.is_some();
        let until = match slip.due(waits.as_deref(), waiting.since, kept, cx.now()) {
            CodeDue::Nothing => return Ok(None),
            CodeDue::Mail { expires_at } => expires_at,
            CodeDue::Draw => match keep_code(cx, &slip, &code).await? {
                Some(until) => until,
                None => continue,
            },
        };
        // In the language of the page it was asked on.
        about.account.language = slip.codes.language;
        return about.send(cx, waiting, MandateEvent::Code { code: &code, until }).await;
    }
    Err(Failure::Other("a slip kept changing while a code was made".to_owned()))
}

/// Keeps a code's hash; answers until when it is good. `None` when the slip changed in between.
async fn keep_code(cx: &Context, slip: &Versioned<Slip>, code: &str) -> Result<Option<Timestamp>, Failure> {
    let hash = cx.keyed_hash(CodeKind::SigningCode, &slip.bound(code)).await?;
    let drawn = slip.drawn(hash, cx.now());
    let mut change = Change::new();
    change.replace(slip, &drawn);
    match cx.commit(change).await {
        Ok(()) => Ok(drawn.codes.code.map(|code| code.expires_at)),
        Err(Error::Conflict(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
