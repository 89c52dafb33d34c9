//! The mails of upgrades. What concerns the case goes to whoever started it, the code and the news that it works to the holder.

use std::slice;

use domain::account::Account;
use domain::effect::Effect;
use domain::ids::{AccountId, OrganisationId, UpgradeId};
use domain::organisation::Organisation;
use domain::upgrade::activation_code::ActivationCode;
use domain::upgrade::checklist::{CheckState, Evidence, WaitingFor};
use domain::upgrade::{CodeDue, Refusal, Stage, Upgrade};
use jiff::Timestamp;
use mail::{Case, Letter, Missing};
use runtime::{CodeKind, Context, Failure};
use store::outbox::Waiting;
use store::{Change, Error, Versioned};

use super::send;
use crate::drawn::Drawn;

/// How often a new code is written anew when the holder tried the old one in between.
const TRIES: usize = 6;

/// Performs an effect of an upgrade; those of others are none of its business. Nothing is mailed when there is nothing to tell any more.
pub(crate) async fn perform(cx: &Context, waiting: &Waiting) -> Result<Option<String>, Failure> {
    match &waiting.effect {
        Effect::TellUpgradeReceived { organisation, upgrade } => {
            let Some(about) = About::load(cx, organisation, upgrade).await? else { return Ok(None) };
            let promised_for = match &about.upgrade.stage {
                Stage::InReview(review) => review.promised_for,
                Stage::Draft | Stage::Refused(_) | Stage::Approved(_) | Stage::Active(_) | Stage::Cancelled(_) => None,
            };
            about.send_to_starter(cx, waiting, &Letter::UpgradeReceived { case: about.case(), promised_for }).await
        }
        Effect::TellSomethingMissing { organisation, upgrade } => {
            let Some(about) = About::load(cx, organisation, upgrade).await? else { return Ok(None) };
            let missing = about.missing();
            if missing.is_empty() {
                return Ok(None);
            }
            about.send_to_starter(cx, waiting, &Letter::SomethingMissing { case: about.case(), missing }).await
        }
        Effect::TellUpgradeRefused { organisation, upgrade } => {
            let Some(about) = About::load(cx, organisation, upgrade).await? else { return Ok(None) };
            let Stage::Refused(refused) = &about.upgrade.stage else { return Ok(None) };
            let (reason, text) = (refused.reason, refused.text.as_str());
            about.send_to_starter(cx, waiting, &Letter::Refused { case: about.case(), reason, text }).await
        }
        Effect::MailActivationCode { organisation, upgrade } => mail_code(cx, waiting, organisation, upgrade).await,
        Effect::TellMeansActivated { organisation, upgrade, .. } => {
            let Some(about) = About::load(cx, organisation, upgrade).await? else { return Ok(None) };
            about.send_to_holder(cx, waiting, &Letter::Activated { case: about.case() }).await
        }
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
        | Effect::TellEherkenningChanged { .. }
        | Effect::Signing(_)
        | Effect::Identification(_)
        | Effect::Desk(_)
        | Effect::Ticket(_)
        | Effect::Document(_)
        | Effect::Means(_)
        | Effect::Code(_)
        | Effect::Submission(_)
        | Effect::Mandate(_)
        | Effect::Collection(_)
        | Effect::Folder(_)
        | Effect::Account(_)
        | Effect::Print(_)
        | Effect::Overview(_)
        | Effect::Catalogue(_)
        | Effect::Invoice(_)
        | Effect::Spend(_)
        | Effect::Business(_)
        | Effect::Order(_) => Err(super::not_ours()),
    }
}

/// Draws a code, keeps its hash, and then mails it: a mail that was sent always holds the code that counts, unless a later one was asked
/// for. Done twice, both mails are the same mail with the same code (S20, S53).
async fn mail_code(
    cx: &Context,
    waiting: &Waiting,
    organisation: &OrganisationId,
    upgrade: &UpgradeId,
) -> Result<Option<String>, Failure> {
    let code = ActivationCode::draw(&Drawn::of(cx, waiting).await?.chance("activation-code"));
    for _ in 0..TRIES {
        let Some(about) = About::load(cx, organisation, upgrade).await? else { return Ok(None) };
        let mailed = about.upgrade.mailed_code().map(slice::from_ref).unwrap_or_default();
        let kept = cx.which_keyed_hash(CodeKind::ActivationCode, &code.canonical(), mailed).await?.is_some();
        let due = about.upgrade.code_due(waiting.since, kept, cx.now()).map_err(unexpected)?;
        let until = match due {
            CodeDue::Nothing => return Ok(None),
            CodeDue::Mail { expires_at } => expires_at,
            CodeDue::Draw => match keep_code(cx, &about, &code).await? {
                Some(until) => until,
                None => continue,
            },
        };
        let (means, code) = (&about.upgrade.means, code.for_mail());
        let letter = Letter::Approved { case: about.case(), means, code: &code, until };
        return about.send_to_holder(cx, waiting, &letter).await;
    }
    Err(Failure::Other("the upgrade kept changing while its code was made".to_owned()))
}

/// Keeps a code's hash; answers until when it is good. `None` when the upgrade changed in between.
async fn keep_code(cx: &Context, about: &About, code: &ActivationCode) -> Result<Option<Timestamp>, Failure> {
    let hash = cx.keyed_hash(CodeKind::ActivationCode, &code.canonical()).await?;
    let decided = about.upgrade.value.clone().code_drawn(hash, cx.now()).map_err(unexpected)?;
    let Stage::Approved(approved) = &decided.upgrade.stage else { return Ok(None) };
    let until = approved.activation.as_ref().map(|activation| activation.expires_at);
    let mut change = Change::new();
    change.replace(&about.upgrade, &decided.upgrade).follows(&decided);
    match cx.commit(change).await {
        Ok(()) => Ok(until),
        Err(Error::Conflict(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn unexpected(refusal: Refusal) -> Failure {
    Failure::Other(refusal.to_string())
}

/// What a letter is about.
pub(super) struct About {
    pub(super) upgrade: Versioned<Upgrade>,
    pub(super) organisation: Organisation,
}

impl About {
    pub(super) async fn load(
        cx: &Context,
        organisation: &OrganisationId,
        upgrade: &UpgradeId,
    ) -> Result<Option<Self>, Error> {
        let keys = [store::upgrade::key(organisation, upgrade), store::organisation::key(organisation)];
        let mut found = cx.store().batch(keys.to_vec()).await?;
        let [Some(upgrade), Some(organisation)] = keys.map(|key| found.remove(&key)) else { return Ok(None) };
        let organisation = organisation.read::<Organisation>(cx.keys()).await?.value;
        Ok(Some(Self { upgrade: upgrade.read(cx.keys()).await?, organisation }))
    }

    pub(super) fn case(&self) -> Case<'_> {
        Case {
            upgrade: &self.upgrade.id,
            means_number: &self.upgrade.means_number,
            organisation: &self.organisation.name,
            from: self.upgrade.from_level,
            to: self.upgrade.target_level,
        }
    }

    pub(super) async fn send_to_starter(
        &self,
        cx: &Context,
        waiting: &Waiting,
        letter: &Letter<'_>,
    ) -> Result<Option<String>, Failure> {
        tell(cx, waiting, &self.upgrade.started_by, letter).await
    }

    pub(super) async fn send_to_holder(
        &self,
        cx: &Context,
        waiting: &Waiting,
        letter: &Letter<'_>,
    ) -> Result<Option<String>, Failure> {
        tell(cx, waiting, &self.upgrade.holder, letter).await
    }

    /// What waits for the customer, as exactly as it is known: when an extract was not taken, why.
    pub(super) fn missing(&self) -> Vec<Missing> {
        let waiting = self.upgrade.checklist.iter().filter_map(|(check, state)| match state {
            CheckState::Waiting { waiting_for: WaitingFor::Customer, reason, evidence } => {
                let document = evidence.as_ref().and_then(Evidence::refused_document);
                Some(Missing { check, reason: *reason, document })
            }
            CheckState::Waiting { .. }
            | CheckState::NotNeeded
            | CheckState::Passed { .. }
            | CheckState::Failed { .. } => None,
        });
        waiting.collect()
    }
}

pub(super) async fn tell(
    cx: &Context,
    waiting: &Waiting,
    account: &AccountId,
    letter: &Letter<'_>,
) -> Result<Option<String>, Failure> {
    let Some(account) = cx.store().get::<Account>(store::account::key(account)).await? else { return Ok(None) };
    send(cx, waiting, &account.email, account.language, letter).await
}
