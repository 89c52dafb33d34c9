//! The mails of the signing room. A signer's link and code are drawn here and go into the mail; only their hashes are kept (S18, S22). An
//! attempt that finds its own secret kept by an earlier one mails the very same once more, or nothing when it was replaced or used (S53).

use std::slice;

use domain::account::{Account, Token, TokenHash};
use domain::effect::SigningEffect;
use domain::ids::{OrganisationId, SignerId, UpgradeId};
use domain::mailed_code::{self, CodeDue};
use domain::organisation::Organisation;
use domain::upgrade::signing::{Signer, SignerState, SigningLink};
use domain::upgrade::{Refusal, Upgrade};
use jiff::Timestamp;
use mail::{Case, Letter};
use runtime::{CodeKind, Context, Failure};
use store::outbox::Waiting;
use store::signing::Room;
use store::{Change, Error, Versioned};

use super::send;
use crate::drawn::Drawn;

/// How often something is written anew when somebody else signed in between.
const TRIES: usize = 8;

/// Performs one; answers the id of the mail that was handed over, when there was one. Nothing is mailed when there is nothing to tell any
/// more.
pub(crate) async fn perform(
    cx: &Context,
    waiting: &Waiting,
    effect: &SigningEffect,
) -> Result<Option<String>, Failure> {
    match effect {
        SigningEffect::InviteSigner { organisation, upgrade, signer } => {
            invite(cx, waiting, (organisation, upgrade, signer), false).await
        }
        SigningEffect::RemindSigner { organisation, upgrade, signer } => {
            invite(cx, waiting, (organisation, upgrade, signer), true).await
        }
        SigningEffect::MailSigningCode { link } => mail_code(cx, waiting, link).await,
        SigningEffect::ConfirmSignature { organisation, upgrade, signer } => {
            let Some(about) = About::load(cx, organisation, upgrade).await? else { return Ok(None) };
            let Some(signer) = about.upgrade.signing.signer(signer) else { return Ok(None) };
            let SignerState::Signed(signature) = &signer.state else { return Ok(None) };
            let letter = Letter::SignatureConfirmed { case: about.case(), name: &signer.name(), at: signature.at };
            about.send_to_signer(cx, waiting, signer, &letter).await
        }
        SigningEffect::TellSigned { organisation, upgrade, signer } => {
            let Some(about) = About::load(cx, organisation, upgrade).await? else { return Ok(None) };
            let Some(signer) = about.upgrade.signing.signer(signer) else { return Ok(None) };
            let (name, progress) = (signer.name(), about.progress());
            let letter = Letter::SignerSigned { case: about.case(), name: &name, progress };
            about.send_to_starter(cx, waiting, &letter).await
        }
        SigningEffect::TellAllSigned { organisation, upgrade } => {
            let Some(about) = About::load(cx, organisation, upgrade).await? else { return Ok(None) };
            let letter = Letter::AllSigned { case: about.case(), progress: about.progress() };
            about.send_to_starter(cx, waiting, &letter).await
        }
        SigningEffect::TellDeclined { organisation, upgrade, signer } => {
            let Some(about) = About::load(cx, organisation, upgrade).await? else { return Ok(None) };
            let Some(signer) = about.upgrade.signing.signer(signer) else { return Ok(None) };
            let SignerState::Declined { reason, .. } = &signer.state else { return Ok(None) };
            let letter = Letter::SignerDeclined { case: about.case(), name: &signer.name(), reason: reason.as_str() };
            about.send_to_starter(cx, waiting, &letter).await
        }
        SigningEffect::TellReplaced { organisation, upgrade, signer } => {
            let Some(about) = About::load(cx, organisation, upgrade).await? else { return Ok(None) };
            let Some(signer) = about.upgrade.signing.signer(signer) else { return Ok(None) };
            let letter = Letter::SignerReplaced { case: about.case(), name: &signer.name() };
            about.send_to_signer(cx, waiting, signer, &letter).await
        }
    }
}

/// Draws a link, keeps its hash, and then mails it: the link in the latest mail is the one that works.
async fn invite(
    cx: &Context,
    waiting: &Waiting,
    (organisation, upgrade, id): (&OrganisationId, &UpgradeId, &SignerId),
    again: bool,
) -> Result<Option<String>, Failure> {
    let token = Token::draw(&Drawn::of(cx, waiting).await?.chance("signing-link"));
    let hash = token.hash();
    for _ in 0..TRIES {
        let Some(about) = About::load(cx, organisation, upgrade).await? else { return Ok(None) };
        let Some(signer) = about.upgrade.signing.signer(id) else { return Ok(None) };
        let kept = cx.store().get::<SigningLink>(store::signing::key(&hash)).await?;
        let until = match kept {
            // Kept by an earlier attempt: mailed as it is, unless a later link took its place or nobody waits for it any more.
            Some(link) if signer.link.as_ref() == Some(&hash) && about.upgrade.may_sign(id).is_ok() => link.expires_at,
            Some(_) => return Ok(None),
            None => match keep_link(cx, &about, id, &hash).await? {
                Kept::Link(until) => until,
                Kept::Nothing => return Ok(None),
                Kept::SomebodyElse => continue,
            },
        };
        let (name, token) = (signer.name(), token.reveal());
        let letter = if again {
            Letter::SignerReminded { case: about.case(), name: &name, token, until }
        } else {
            Letter::SignerInvited { case: about.case(), name: &name, token, until }
        };
        return about.send_to_signer(cx, waiting, signer, &letter).await;
    }
    Err(Failure::Other("the upgrade kept changing while a link was made".to_owned()))
}

/// What came of keeping a link.
enum Kept {
    /// It works until then.
    Link(Timestamp),
    /// The signer is not waited for any more.
    Nothing,
    /// The upgrade changed in between.
    SomebodyElse,
}

async fn keep_link(cx: &Context, about: &About, signer: &SignerId, hash: &TokenHash) -> Result<Kept, Failure> {
    let upgrade = about.upgrade.value.clone();
    let Some(decided) = upgrade.signer_invited(signer, hash.clone(), cx.now()).map_err(unexpected)? else {
        return Ok(Kept::Nothing);
    };
    let Some(invited) = decided.upgrade.signing.signer(signer) else { return Ok(Kept::Nothing) };
    let link = SigningLink::issue(hash.clone(), &decided.upgrade, invited, cx.now()).map_err(unexpected)?;
    let mut change = Change::new();
    change.replace(&about.upgrade, &decided.upgrade).create(&link).follows(&decided);
    match cx.commit(change).await {
        Ok(()) => Ok(Kept::Link(link.expires_at)),
        Err(Error::Conflict(_) | Error::Exists(_)) => Ok(Kept::SomebodyElse),
        Err(error) => Err(error.into()),
    }
}

/// Draws a code, keeps its hash with the link it was asked with, and then mails it to the signer.
async fn mail_code(cx: &Context, waiting: &Waiting, link: &TokenHash) -> Result<Option<String>, Failure> {
    let code = mailed_code::draw(&Drawn::of(cx, waiting).await?.chance("signing-code"));
    for _ in 0..TRIES {
        let Some(room) = Room::load(cx.store(), link).await? else { return Ok(None) };
        let Ok(signer) = room.link.opens(&room.upgrade, cx.now()) else { return Ok(None) };
        let hashes = room.link.codes.code.as_ref().map(|code| slice::from_ref(&code.hash)).unwrap_or_default();
        let kept = cx.which_keyed_hash(CodeKind::SigningCode, &room.link.bound(&code), hashes).await?.is_some();
        let until = match room.link.codes.due(waiting.since, kept, cx.now()) {
            CodeDue::Nothing => return Ok(None),
            CodeDue::Mail { expires_at } => expires_at,
            CodeDue::Draw => match keep_code(cx, &room, &code).await? {
                Some(until) => until,
                None => continue,
            },
        };
        let letter = Letter::SigningCode { code: &code, until };
        return send(cx, waiting, &signer.email, room.link.codes.language, &letter).await;
    }
    Err(Failure::Other("the link kept changing while a code was made".to_owned()))
}

/// Keeps a code's hash; answers until when it is good. `None` when the link changed in between.
async fn keep_code(cx: &Context, room: &Room, code: &str) -> Result<Option<Timestamp>, Failure> {
    let hash = cx.keyed_hash(CodeKind::SigningCode, &room.link.bound(code)).await?;
    let rules = room.upgrade.rules().map_err(unexpected)?;
    let link = room.link.code_drawn(hash, &rules.signing, cx.now());
    let mut change = Change::new();
    change.replace(&room.link, &link);
    match cx.commit(change).await {
        Ok(()) => Ok(link.codes.code.map(|code| code.expires_at)),
        Err(Error::Conflict(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn unexpected(refusal: Refusal) -> Failure {
    Failure::Other(refusal.to_string())
}

/// What a letter is about.
struct About {
    upgrade: Versioned<Upgrade>,
    organisation: Organisation,
    /// Whoever started it: he is told, and signers are addressed in his language where none was said for them.
    starter: Account,
}

impl About {
    async fn load(cx: &Context, organisation: &OrganisationId, upgrade: &UpgradeId) -> Result<Option<Self>, Error> {
        let keys = [store::upgrade::key(organisation, upgrade), store::organisation::key(organisation)];
        let mut found = cx.store().batch(keys.to_vec()).await?;
        let [Some(upgrade), Some(organisation)] = keys.map(|key| found.remove(&key)) else { return Ok(None) };
        let upgrade = upgrade.read::<Upgrade>(cx.keys()).await?;
        let organisation = organisation.read::<Organisation>(cx.keys()).await?.value;
        let starter = cx.store().get::<Account>(store::account::key(&upgrade.started_by)).await?;
        Ok(starter.map(|starter| Self { upgrade, organisation, starter: starter.value }))
    }

    fn case(&self) -> Case<'_> {
        Case {
            upgrade: &self.upgrade.id,
            means_number: &self.upgrade.means_number,
            organisation: &self.organisation.name,
            from: self.upgrade.from_level,
            to: self.upgrade.target_level,
        }
    }

    /// How many signed of how many that must.
    fn progress(&self) -> (usize, usize) {
        (self.upgrade.signing.signed(&self.upgrade.fingerprint()), self.upgrade.signing.needed)
    }

    async fn send_to_starter(
        &self,
        cx: &Context,
        waiting: &Waiting,
        letter: &Letter<'_>,
    ) -> Result<Option<String>, Failure> {
        send(cx, waiting, &self.starter.email, self.starter.language, letter).await
    }

    async fn send_to_signer(
        &self,
        cx: &Context,
        waiting: &Waiting,
        signer: &Signer,
        letter: &Letter<'_>,
    ) -> Result<Option<String>, Failure> {
        let language = signer.representative.language.unwrap_or(self.starter.language);
        send(cx, waiting, &signer.email, language, letter).await
    }
}
