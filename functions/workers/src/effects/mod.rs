//! Performing effects. One module per capability; each performs its own and says which mail it handed over.

mod access_codes;
mod account_changes;
mod accounts;
mod batches;
mod businesses;
mod catalogue;
mod collections;
mod desk;
mod documents;
pub(crate) mod folders;
mod identification;
mod invoices;
mod mandates;
mod means;
mod orders;
mod overviews;
mod registrations;
mod signing;
mod spend;
mod submissions;
mod tickets;
mod upgrades;

use std::pin::Pin;

use api::{FileTouch, KeySet, Part, Touch};
use domain::effect::Effect;
use domain::email::Email;
use domain::language::Language;
use jiff::SignedDuration;
use mail::Letter;
use runtime::claim::{Claim, claim, put_away, release};
use runtime::{Context, Failure};
use store::Key;
use store::outbox::Waiting;

/// What performing any effect touches.
pub(crate) const TOUCHES: &[Touch] = &[
    Touch::read(Part::Outbox).and(Touch::update(Part::Outbox)).and(Touch::delete(Part::Outbox)),
    Touch::list(Part::Outbox),
    Touch::put(Part::Done),
    Touch::write(Part::Account),
    Touch::write(Part::Login).and(Touch::delete(Part::Login)),
    Touch::write(Part::Link),
    Touch::list(Part::Session).and(Touch::delete(Part::Session)),
    Touch::write(Part::Organisation).and(Touch::list(Part::Organisation)).and(Touch::update(Part::Organisation)),
    Touch::put(Part::Timeline),
    Touch::update(Part::Queue),
    Touch::write(Part::Order),
    Touch::put(Part::Courier),
    Touch::put(Part::Right).and(Touch::list(Part::Right)),
    Touch::read(Part::Edition),
    Touch::write(Part::Ticket),
    // Signers are invited; forms of which letters tell are read. What is left of one that was thrown away is removed.
    Touch::write(Part::Submission).and(Touch::list(Part::Submission)).and(Touch::delete(Part::Submission)),
    Touch::read(Part::Form),
    Touch::write(Part::Business),
    // Months are closed: their heads are shut, their totals read.
    Touch::read(Part::Spend).and(Touch::list(Part::Spend)).and(Touch::update(Part::Spend)),
    Touch::write(Part::Invoice),
    Touch::write(Part::Mandate),
    Touch::read(Part::Folder).and(Touch::list(Part::Folder)).and(Touch::delete(Part::Folder)),
    Touch::read(Part::Business).and(Touch::list(Part::Business)),
    Touch::write(Part::Collection),
    Touch::write(Part::Overview).and(Touch::list(Part::Overview)),
];

/// The keys that performing any effect needs.
pub(crate) const KEYS: &[KeySet] = &[KeySet::Index, KeySet::Pepper, KeySet::Data, KeySet::Courier];

/// What all of them together do to files.
pub(crate) const FILES: &[FileTouch] =
    &[FileTouch::DeleteIdentity, FileTouch::DeleteReleased, FileTouch::DeletePinLetters];

/// How long an effect is held: longer than performing one takes, and short enough that one whose worker died is soon taken up again.
const HELD: SignedDuration = SignedDuration::from_secs(20);

/// What came of one attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is done, now or before.
    Done,
    /// Somebody else has it in hand.
    Held,
}

/// Performs the effect that waits at `key`, unless somebody does or did. On failure it goes on waiting.
pub(crate) async fn perform(cx: &Context, key: &Key) -> Result<Outcome, Failure> {
    let waiting = match claim(cx, key, cx.now(), HELD).await? {
        Claim::Taken(waiting) => waiting.value,
        Claim::Held => return Ok(Outcome::Held),
        Claim::Done => return Ok(Outcome::Done),
    };
    match by_capability(cx, &waiting).await {
        Ok(message) => {
            put_away(cx, &waiting, message).await?;
            Ok(Outcome::Done)
        }
        Err(failure) => {
            release(cx, &waiting).await?;
            Err(failure)
        }
    }
}

/// Puts a future on the heap that is made there and nowhere else: side by side in one frame, those of every capability would need more stack
/// than a thread has.
#[inline(never)]
fn on_heap<F>(make: impl FnOnce() -> F) -> Pin<Box<F>> {
    Box::pin(make())
}

/// Hands an effect to its capability. Answers the id of the mail that was handed over, when there was one.
async fn by_capability(cx: &Context, waiting: &Waiting) -> Result<Option<String>, Failure> {
    match &waiting.effect {
        Effect::WelcomeApplicant { .. }
        | Effect::RepeatConfirmation { .. }
        | Effect::OfferPasswordReset { .. }
        | Effect::MailInitialPassword { .. }
        | Effect::TellPasswordChanged { .. }
        | Effect::EndSurplusSessions { .. }
        | Effect::TellNewLogIn { .. }
        | Effect::TellSessionTheft { .. }
        | Effect::TellRecoveryCodeUsed { .. }
        | Effect::TellSecondFactorChanged { .. }
        | Effect::TellEherkenningChanged { .. } => on_heap(|| accounts::perform(cx, waiting)).await,
        Effect::TellUpgradeReceived { .. }
        | Effect::TellSomethingMissing { .. }
        | Effect::TellUpgradeRefused { .. }
        | Effect::MailActivationCode { .. }
        | Effect::TellMeansActivated { .. } => on_heap(|| upgrades::perform(cx, waiting)).await,
        Effect::Signing(effect) => on_heap(|| signing::perform(cx, waiting, effect)).await,
        Effect::Identification(effect) => on_heap(|| identification::perform(cx, waiting, effect)).await,
        Effect::Desk(effect) => on_heap(|| desk::perform(cx, waiting, effect)).await,
        Effect::Ticket(effect) => on_heap(|| tickets::perform(cx, waiting, effect)).await,
        Effect::Submission(effect) => on_heap(|| submissions::perform(cx, waiting, effect)).await,
        Effect::Document(effect) => on_heap(|| documents::perform(cx, waiting, effect)).await,
        Effect::Folder(effect) => on_heap(|| folders::perform(cx, waiting, effect)).await,
        Effect::Invoice(effect) => on_heap(|| invoices::perform(cx, waiting, effect)).await,
        Effect::Spend(effect) => on_heap(|| spend::perform(cx, waiting, effect)).await,
        Effect::Means(effect) => on_heap(|| means::perform(cx, waiting, effect)).await,
        Effect::Account(effect) => on_heap(|| account_changes::perform(cx, waiting, effect)).await,
        Effect::Mandate(effect) => on_heap(|| mandates::perform(cx, waiting, effect)).await,
        Effect::Code(effect) => on_heap(|| access_codes::perform(cx, waiting, effect)).await,
        Effect::Catalogue(effect) => on_heap(|| catalogue::perform(cx, waiting, effect)).await,
        Effect::Collection(effect) => on_heap(|| collections::perform(cx, waiting, effect)).await,
        Effect::Order(effect) => on_heap(|| orders::perform(cx, waiting, effect)).await,
        Effect::Overview(effect) => on_heap(|| overviews::perform(cx, waiting, effect)).await,
        Effect::Business(effect) => on_heap(|| businesses::perform(cx, waiting, effect)).await,
        // Those wait in a lane of their own, for `render-papers`.
        Effect::Print(_) => Err(not_ours()),
    }
}

/// An effect came to a capability that does not perform it: our mistake. It stays in the outbox until that is mended; nothing is dropped.
pub(crate) fn not_ours() -> Failure {
    Failure::Other("an effect came to another capability".to_owned())
}

/// Puts a letter into words and hands it over; answers the mail's id. The effect's id names the message and the effect's time dates it, so
/// that a second sending after a crash is the same message, byte for byte, to whoever receives it twice (S53).
pub(crate) async fn send(
    cx: &Context,
    waiting: &Waiting,
    to: &Email,
    language: Language,
    letter: &Letter<'_>,
) -> Result<Option<String>, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Other(format!("{}: {error}", letter.kind()));
    let rendered = mail::render(letter, language, &cx.config().origin).map_err(|error| failed(&error))?;
    let mime = mail::mime(&rendered, cx.post().from(), to, waiting.id.as_str(), waiting.since);
    let message = cx.post().send(to, mime.map_err(|error| failed(&error))?).await?;
    cx.count_mail();
    Ok(Some(message))
}
