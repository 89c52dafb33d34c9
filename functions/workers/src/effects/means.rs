//! The mails about means and the people who have them.

use domain::account::Account;
use domain::appointment::{Appointment, Told};
use domain::effect::MeansEffect;
use domain::ids::{AccountId, AppointmentId, MeansId, OrganisationId, UpgradeId};
use domain::language::Language;
use domain::lapse::{Lapse, Subject, of_means, of_role, told_on};
use domain::level::AssuranceLevel;
use domain::means::Means;
use domain::organisation::{Membership, Organisation};
use domain::upgrade::Upgrade;
use domain::upgrade::activation_code::ActivationCode;
use jiff::civil::Date;
use mail::{Case, Letter, PeopleNews};
use runtime::{CodeKind, Context, Failure};
use store::outbox::Waiting;
use store::{Change, Error};

use super::{batches, send};
use crate::drawn::Drawn;

/// How often something is decided anew when somebody else changed it in between.
const TRIES: usize = 6;

/// Performs one; answers the id of the mail that was handed over, when there was one. Nothing is mailed when there is nothing to tell any
/// more.
pub(crate) async fn perform(cx: &Context, waiting: &Waiting, effect: &MeansEffect) -> Result<Option<String>, Failure> {
    match effect {
        MeansEffect::TellHolderOfUpgrade { organisation, upgrade } => {
            tell_holder(cx, waiting, organisation, upgrade).await
        }
        MeansEffect::AnnounceAppointment { appointment, told } => announce(cx, waiting, appointment, *told).await,
        MeansEffect::TellRoleChanged { organisation, account } => tell_role(cx, waiting, organisation, account).await,
        MeansEffect::TellRegistrationChanged { organisation, means } => {
            tell_registration(cx, waiting, organisation, means).await
        }
        MeansEffect::TellLapses { organisation, subject, on } => {
            tell_lapses(cx, waiting, organisation, subject, *on).await
        }
        MeansEffect::NoteUse { organisation, holder, level, on } => {
            note_use(cx, organisation, holder, *level, *on).await?;
            Ok(None)
        }
        MeansEffect::SendBatchPart { organisation, batch, part } => {
            batches::send_part(cx, organisation, batch, *part).await?;
            Ok(None)
        }
    }
}

pub(super) async fn account_of(cx: &Context, account: &AccountId) -> Result<Option<Account>, Error> {
    let found = cx.store().get::<Account>(store::account::key(account)).await?;
    Ok(found.map(|account| account.value))
}

pub(super) async fn organisation_of(cx: &Context, id: &OrganisationId) -> Result<Option<Organisation>, Error> {
    let found = cx.store().get::<Organisation>(store::organisation::key(id)).await?;
    Ok(found.map(|organisation| organisation.value))
}

/// Once a day for each means. Whoever changes one at this moment writes it again when the effect is tried again; done twice, it is done once.
async fn note_use(
    cx: &Context,
    organisation: &OrganisationId,
    holder: &AccountId,
    level: AssuranceLevel,
    on: Date,
) -> Result<(), Failure> {
    let held = cx.store().list::<Means>(store::means::of_holder(organisation, holder)).await?;
    for means in &held.items {
        let key = store::means::key(organisation, &means.id);
        let Some(read) = cx.store().get::<Means>(key).await? else { continue };
        let Some(shown) = read.shown(level, on) else { continue };
        let mut change = Change::new();
        change.replace(&read, &shown);
        cx.commit(change).await?;
    }
    Ok(())
}

/// To the address that is registered: the holder may have no account yet, and then this mail is how he comes to one.
async fn tell_holder(
    cx: &Context,
    waiting: &Waiting,
    organisation: &OrganisationId,
    upgrade: &UpgradeId,
) -> Result<Option<String>, Failure> {
    let Some(upgrade) = cx.store().get::<Upgrade>(store::upgrade::key(organisation, upgrade)).await? else {
        return Ok(None);
    };
    let means = cx.store().get::<Means>(store::means::key(organisation, &upgrade.means)).await?;
    let (Some(means), Some(organisation)) = (means, organisation_of(cx, organisation).await?) else { return Ok(None) };
    if upgrade.stage.name().is_end() {
        return Ok(None);
    }
    let account = account_of(cx, &upgrade.holder).await?;
    let case = Case {
        upgrade: &upgrade.id,
        means_number: &upgrade.means_number,
        organisation: &organisation.name,
        from: upgrade.from_level,
        to: upgrade.target_level,
    };
    let letter = Letter::People(PeopleNews::YoursToFinish { case, has_account: account.is_some() });
    let language = account.map_or(Language::Dutch, |account| account.language);
    send(cx, waiting, &means.registration.email, language, &letter).await
}

/// Draws a code for one of those who are told, keeps its hash, and mails it. Done twice, both mails are the same mail (S53).
async fn announce(
    cx: &Context,
    waiting: &Waiting,
    appointment: &AppointmentId,
    told: u8,
) -> Result<Option<String>, Failure> {
    let code = ActivationCode::draw(&Drawn::of(cx, waiting).await?.chance("appointment-code"));
    for _ in 0..TRIES {
        let key = store::appointment::key(appointment);
        let Some(read) = cx.store().get::<Appointment>(key).await? else { return Ok(None) };
        let Some(reader) = read.told.get(usize::from(told)).filter(|_| read.is_revocable(cx.now())) else {
            return Ok(None);
        };
        let kept = cx.which_keyed_hash(CodeKind::AppointmentCode, &code.canonical(), reader.code.as_slice()).await?;
        if kept.is_none() {
            let mut announced = read.value.clone();
            let hash = cx.keyed_hash(CodeKind::AppointmentCode, &code.canonical()).await?;
            if let Some(reader) = announced.told.get_mut(usize::from(told)) {
                reader.code = Some(hash);
            }
            let mut change = Change::new();
            change.replace(&read, &announced);
            match cx.commit(change).await {
                Ok(()) => {}
                Err(Error::Conflict(_)) => continue,
                Err(error) => return Err(error.into()),
            }
        }
        return mail_announcement(cx, waiting, &read, reader, &code).await;
    }
    Err(Failure::Other("the appointment kept changing while its code was made".to_owned()))
}

async fn mail_announcement(
    cx: &Context,
    waiting: &Waiting,
    appointment: &Appointment,
    to: &Told,
    code: &ActivationCode,
) -> Result<Option<String>, Failure> {
    let person = account_of(cx, &appointment.account).await?;
    let (Some(person), Some(organisation)) = (person, organisation_of(cx, &appointment.organisation).await?) else {
        return Ok(None);
    };
    let code = code.for_mail();
    let news = PeopleNews::Appointed {
        organisation: &organisation.name,
        person: person.email.as_str(),
        role: appointment.role,
        appointment: &appointment.id,
        code: &code,
        until: appointment.revocable_until(),
    };
    // Where no language was said for the reader, the appointed person's is the best guess within one company.
    send(cx, waiting, &to.email, to.language.unwrap_or(person.language), &Letter::People(news)).await
}

async fn tell_role(
    cx: &Context,
    waiting: &Waiting,
    organisation: &OrganisationId,
    account: &AccountId,
) -> Result<Option<String>, Failure> {
    let member = cx.store().get::<Membership>(store::organisation::member_key(organisation, account)).await?;
    let (Some(member), Some(account)) = (member, account_of(cx, account).await?) else { return Ok(None) };
    let Some(organisation) = organisation_of(cx, organisation).await? else { return Ok(None) };
    let news = PeopleNews::RoleChanged { organisation: &organisation.name, role: member.role };
    send(cx, waiting, &account.email, account.language, &Letter::People(news)).await
}

/// To the account of the holder; to the address that is registered when he has none yet.
async fn tell_registration(
    cx: &Context,
    waiting: &Waiting,
    organisation: &OrganisationId,
    means: &MeansId,
) -> Result<Option<String>, Failure> {
    let means = cx.store().get::<Means>(store::means::key(organisation, means)).await?;
    let (Some(means), Some(organisation)) = (means, organisation_of(cx, organisation).await?) else { return Ok(None) };
    let (to, language) = account_of(cx, &means.holder)
        .await?
        .map_or((means.registration.email.clone(), Language::Dutch), |account| (account.email, account.language));
    let news = PeopleNews::RegistrationChanged { organisation: &organisation.name, number: &means.number };
    send(cx, waiting, &to, language, &Letter::People(news)).await
}

/// Tells what is due on that day, as it stands now: what was renewed meanwhile is not told.
async fn tell_lapses(
    cx: &Context,
    waiting: &Waiting,
    organisation: &OrganisationId,
    subject: &Subject,
    on: Date,
) -> Result<Option<String>, Failure> {
    let (lapses, reader): (Vec<Lapse>, AccountId) = match subject {
        Subject::Means { means } => {
            let means = cx.store().get::<Means>(store::means::key(organisation, means)).await?;
            let Some(means) = means else { return Ok(None) };
            (of_means(&means), means.holder.clone())
        }
        Subject::Role { account } => {
            let key = store::organisation::member_key(organisation, account);
            let Some(member) = cx.store().get::<Membership>(key).await? else { return Ok(None) };
            (of_role(&member).into_iter().collect(), account.clone())
        }
    };
    let due = told_on(&lapses, on);
    let (Some(organisation), Some(reader)) = (organisation_of(cx, organisation).await?, account_of(cx, &reader).await?)
    else {
        return Ok(None);
    };
    if due.is_empty() {
        return Ok(None);
    }
    let news = PeopleNews::Lapses { organisation: &organisation.name, lapses: &due };
    send(cx, waiting, &reader.email, reader.language, &Letter::People(news)).await
}
