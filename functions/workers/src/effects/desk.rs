//! The mails of the desk, and the counting of its queues.

use domain::effect::DeskEffect;
use domain::ids::{MessageId, OrganisationId, UpgradeId};
use domain::upgrade::Stage;
use domain::upgrade::messages::{Message, Side};
use domain::upgrade::queue::QueueMove;
use domain::upgrade::reminders::Nudge;
use domain::upgrade::timeline::Moved;
use mail::{DeskNews, Letter, Missing, Untaken};
use runtime::{Context, Failure};
use store::outbox::{Done, Waiting};
use store::{Change, Error};

use super::tickets::to_desk;
use super::upgrades::{About, tell};

/// Performs one; answers the id of the mail that was handed over, when there was one.
pub(crate) async fn perform(cx: &Context, waiting: &Waiting, effect: &DeskEffect) -> Result<Option<String>, Failure> {
    match effect {
        DeskEffect::TellMessage { organisation, upgrade, message } => {
            tell_message(cx, waiting, organisation, upgrade, message).await
        }
        DeskEffect::TellPromiseMoved { organisation, upgrade, because } => {
            let Some(about) = About::load(cx, organisation, upgrade).await? else { return Ok(None) };
            let Stage::InReview(review) = &about.upgrade.stage else { return Ok(None) };
            let Some(promised_for) = review.promised_for else { return Ok(None) };
            let news = match because {
                Moved::OthersTakeLonger => DeskNews::PromiseWaits { promised_for },
                Moved::QueueLongerThanExpected | Moved::CustomerHasToAct | Moved::CustomerActed => {
                    DeskNews::PromiseMoved { promised_for }
                }
            };
            about.send_to_starter(cx, waiting, &Letter::Desk { case: about.case(), news }).await
        }
        DeskEffect::Nudge { organisation, upgrade, nudge } => remind(cx, waiting, organisation, upgrade, *nudge).await,
        DeskEffect::CountQueueMove { moved } => count(cx, waiting, moved).await,
    }
}

/// Tells the side that did not write, unless it has read meanwhile. At the desk whoever has the case in hand is told, or whoever wrote
/// last; where there is nobody, the desk's mailbox, and the message stands in its queue.
async fn tell_message(
    cx: &Context,
    waiting: &Waiting,
    organisation: &OrganisationId,
    upgrade: &UpgradeId,
    message: &MessageId,
) -> Result<Option<String>, Failure> {
    let key = store::message::key(organisation, upgrade, message);
    let (about, message) = tokio::try_join!(About::load(cx, organisation, upgrade), cx.store().get::<Message>(key))?;
    let (Some(about), Some(message)) = (about, message) else { return Ok(None) };
    let (case, at_desk) = (about.case(), &about.upgrade.at_desk);
    let thread = &at_desk.thread;
    match message.from {
        Side::Desk if thread.is_new_to(Side::Customer) => {
            let account = thread.customer.as_ref().unwrap_or(&about.upgrade.started_by);
            tell(cx, waiting, account, &Letter::Desk { case, news: DeskNews::MessageForCustomer }).await
        }
        Side::Customer if thread.is_new_to(Side::Desk) => {
            let taken = at_desk.holder(cx.now()).map(|taken| &taken.by);
            let Some(account) = taken.or(thread.desk.as_ref()) else {
                return to_desk(cx, waiting, &Letter::UntakenCase(Untaken { organisation, upgrade })).await;
            };
            tell(cx, waiting, account, &Letter::Desk { case, news: DeskNews::MessageForDesk { organisation } }).await
        }
        Side::Desk | Side::Customer => Ok(None),
    }
}

/// Reminds, if what is reminded of is still so.
async fn remind(
    cx: &Context,
    waiting: &Waiting,
    organisation: &OrganisationId,
    upgrade: &UpgradeId,
    nudge: Nudge,
) -> Result<Option<String>, Failure> {
    let Some(about) = About::load(cx, organisation, upgrade).await? else { return Ok(None) };
    let (case, stage) = (about.case(), &about.upgrade.stage);
    match (nudge, stage) {
        (Nudge::Unfinished, Stage::Draft) => {
            about.send_to_starter(cx, waiting, &Letter::Desk { case, news: DeskNews::Unfinished }).await
        }
        (Nudge::StillMissing, Stage::InReview(_) | Stage::Refused(_)) => {
            let mut missing = about.missing();
            if let Stage::Refused(refused) = stage
                && !missing.iter().any(|one| one.reason == Some(refused.reason))
            {
                let check = about.upgrade.checklist.open().first().copied();
                missing.extend(check.map(|check| Missing { check, reason: Some(refused.reason), document: None }));
            }
            let news = DeskNews::StillMissing { missing: &missing };
            about.send_to_starter(cx, waiting, &Letter::Desk { case, news }).await
        }
        (Nudge::CodeLapses, Stage::Approved(approved)) => {
            let Some(code) = &approved.activation else { return Ok(None) };
            let news = DeskNews::CodeLapses { means: &about.upgrade.means, until: code.expires_at };
            about.send_to_holder(cx, waiting, &Letter::Desk { case, news }).await
        }
        (Nudge::WillBeCalledOff { on }, stage) if !stage.name().is_end() => {
            about.send_to_starter(cx, waiting, &Letter::Desk { case, news: DeskNews::WillBeCalledOff { on } }).await
        }
        (Nudge::CalledOff, Stage::Cancelled(_)) => {
            about.send_to_starter(cx, waiting, &Letter::Desk { case, news: DeskNews::CalledOff }).await
        }
        (
            Nudge::Unfinished
            | Nudge::StillMissing
            | Nudge::CodeLapses
            | Nudge::WillBeCalledOff { .. }
            | Nudge::CalledOff,
            _,
        ) => Ok(None),
    }
}

/// Counts a move in the transaction that notes it as done, so that a second attempt counts nothing.
async fn count(cx: &Context, waiting: &Waiting, moved: &QueueMove) -> Result<Option<String>, Failure> {
    let mut change = Change::new();
    change.count_move(moved).create(&Done { id: waiting.id.clone(), at: cx.now(), message: None });
    match cx.commit(change).await {
        Ok(()) | Err(Error::Exists(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
