//! The mails about access codes and the main user. The characters of a code are drawn here, with their mail; what is kept of them is the login
//! they are looked up by (S22). Whether an address has a code is looked at here, out of sight of whoever asked (S10, S11).

use domain::access_code::{AccessCode, Characters, CodeStatus};
use domain::account::{Account, Login, Purpose, Standing};
use domain::effect::{CodeEffect, Effect};
use domain::email::Email;
use domain::ids::{AccessCodeId, AccountId, OrganisationId};
use domain::organisation::{MainUser, Membership, Organisation};
use mail::{CodesNews, Letter};
use runtime::{Context, Failure};
use store::outbox::Waiting;
use store::{Change, Error, Versioned};

use super::accounts::{Known, Wanted, find, link_token, mail_known};
use super::send;
use crate::drawn::Drawn;

/// How often something is decided anew when somebody else changed it in between.
const TRIES: usize = 6;

/// Performs one; answers the id of the mail that was handed over, when there was one. Nothing is mailed when there is nothing to tell any
/// more.
pub(crate) async fn perform(cx: &Context, waiting: &Waiting, effect: &CodeEffect) -> Result<Option<String>, Failure> {
    match effect {
        CodeEffect::MailCode { organisation, code, issue } => mail_code(cx, waiting, organisation, code, *issue).await,
        CodeEffect::Invite { account } => invite(cx, waiting, account).await,
        CodeEffect::OfferNewCode { email } => offer_new_code(cx, waiting, email).await,
        CodeEffect::TellReplaced { organisation, code, reader } => {
            tell_replaced(cx, waiting, organisation, code, reader).await
        }
        CodeEffect::TellEnded { organisation, code } => tell_ended(cx, waiting, organisation, code).await,
        CodeEffect::TellPasswordReset { organisation, account } => {
            tell_password_reset(cx, waiting, organisation, account).await
        }
        CodeEffect::TellHandedOver { organisation, from, to, reader } => {
            tell_handed_over(cx, waiting, organisation, [from, to], reader).await
        }
    }
}

async fn account_of(cx: &Context, account: &AccountId) -> Result<Option<Versioned<Account>>, Error> {
    cx.store().get::<Account>(store::account::key(account)).await
}

async fn code_of(
    cx: &Context,
    organisation: &OrganisationId,
    code: &AccessCodeId,
) -> Result<Option<Versioned<AccessCode>>, Error> {
    cx.store().get::<AccessCode>(store::access_code::key(organisation, code)).await
}

async fn name_of(cx: &Context, id: &OrganisationId) -> Result<Option<String>, Error> {
    let found = cx.store().get::<Organisation>(store::organisation::key(id)).await?;
    Ok(found.map(|organisation| organisation.value.name))
}

/// Draws the characters, keeps their login, and mails them. Done twice, both mails are the same mail (S53).
async fn mail_code(
    cx: &Context,
    waiting: &Waiting,
    organisation: &OrganisationId,
    code: &AccessCodeId,
    issue: u32,
) -> Result<Option<String>, Failure> {
    let characters = Characters::draw(&Drawn::of(cx, waiting).await?.chance("access-code"));
    let key = cx.login_key(&characters.identifier()).await?;
    for _ in 0..TRIES {
        let Some(read) = code_of(cx, organisation, code).await? else { return Ok(None) };
        if read.issue != issue || read.status() == CodeStatus::Ended {
            return Ok(None);
        }
        let Some(holder) = account_of(cx, &read.holder).await? else { return Ok(None) };
        if read.login.as_ref() != Some(&key) {
            match keep(cx, &read, &holder, &read.with_characters(&characters, key.clone())).await {
                Ok(()) => {}
                Err(Error::Conflict(_) | Error::Exists(_)) => continue,
                Err(error) => return Err(error.into()),
            }
        }
        let Some(name) = name_of(cx, organisation).await? else { return Ok(None) };
        let (code, again) = (characters.for_mail(), issue > 1);
        let news = CodesNews::Code { organisation: &name, label: read.label.as_str(), code: &code, again };
        return send(cx, waiting, &holder.email, holder.language, &Letter::Codes(news)).await;
    }
    Err(Failure::Other("the account kept changing while its access code was made".to_owned()))
}

/// The code with its characters, and the login they are looked up by, which has the password of the account. Somebody who has no password yet
/// gets a link to choose one, in a mail of its own (domain.md 4.1).
async fn keep(
    cx: &Context,
    read: &Versioned<AccessCode>,
    holder: &Versioned<Account>,
    code: &AccessCode,
) -> Result<(), Error> {
    let corrupt = || Error::Corrupt("the holder of an access code has no login".to_owned());
    let (Some(email), Some(key)) = (holder.logins.first(), &code.login) else { return Err(corrupt()) };
    let email = cx.store().get::<Login>(store::login::key(email)).await?.ok_or_else(corrupt)?;
    let mut account = holder.value.clone();
    account.logins.push(key.clone());
    let login = Login::by_access_code(key.clone(), code.organisation.clone(), &email, account.gate());
    let mut change = Change::new();
    change.replace(read, code).replace(holder, &account).create(&login);
    if account.standing == Standing::Applicant {
        change.effect(Effect::Code(CodeEffect::Invite { account: account.id }));
    }
    cx.commit(change).await
}

async fn invite(cx: &Context, waiting: &Waiting, account: &AccountId) -> Result<Option<String>, Failure> {
    let Some(account) = account_of(cx, account).await? else { return Ok(None) };
    let Some(key) = account.logins.first() else { return Ok(None) };
    let Some(login) = cx.store().get::<Login>(store::login::key(key)).await? else { return Ok(None) };
    let wanted = match account.standing {
        Standing::Applicant => Wanted::Link(account.first_link()),
        Standing::Active | Standing::Suspended => Wanted::Nothing,
    };
    mail_known(cx, waiting, &link_token(cx, waiting).await?, Known { account, login }, wanted).await
}

/// A link to a new code for somebody who has one; a word to somebody who has none. Who has no password yet needs the first link again.
async fn offer_new_code(cx: &Context, waiting: &Waiting, email: &Email) -> Result<Option<String>, Failure> {
    let Some(known) = find(cx, email).await? else { return Ok(None) };
    let wanted = match known.account.standing {
        Standing::Applicant => Wanted::Link(known.account.first_link()),
        Standing::Active if has_code(cx, &known.account).await? => Wanted::Link(Purpose::NewCode),
        Standing::Active => {
            let (to, language) = (&known.account.email, known.account.language);
            return send(cx, waiting, to, language, &Letter::Codes(CodesNews::NoCode)).await;
        }
        Standing::Suspended => Wanted::Nothing,
    };
    mail_known(cx, waiting, &link_token(cx, waiting).await?, known, wanted).await
}

async fn has_code(cx: &Context, account: &Account) -> Result<bool, Error> {
    let memberships = cx.store().list::<Membership>(store::organisation::of_member(&account.id)).await?;
    Ok(memberships.items.iter().any(|membership| membership.code.is_some()))
}

async fn tell_replaced(
    cx: &Context,
    waiting: &Waiting,
    organisation: &OrganisationId,
    code: &AccessCodeId,
    reader: &AccountId,
) -> Result<Option<String>, Failure> {
    let Some(code) = code_of(cx, organisation, code).await? else { return Ok(None) };
    let (Some(holder), Some(reader)) = (account_of(cx, &code.holder).await?, account_of(cx, reader).await?) else {
        return Ok(None);
    };
    let Some(name) = name_of(cx, organisation).await? else { return Ok(None) };
    let called = holder.called();
    let news = CodesNews::Replaced { organisation: &name, label: code.label.as_str(), holder: called.as_str() };
    send(cx, waiting, &reader.email, reader.language, &Letter::Codes(news)).await
}

/// The main user is told of those who have a code, and not of himself.
async fn tell_password_reset(
    cx: &Context,
    waiting: &Waiting,
    organisation: &OrganisationId,
    account: &AccountId,
) -> Result<Option<String>, Failure> {
    let main_user = cx.store().get::<MainUser>(store::organisation::main_user_key(organisation)).await?;
    let member = cx.store().get::<Membership>(store::organisation::member_key(organisation, account)).await?;
    let Some(main_user) = main_user.filter(|main_user| main_user.account != *account) else { return Ok(None) };
    let Some(code) = member.and_then(|member| member.value.code) else { return Ok(None) };
    let (Some(holder), Some(reader)) = (account_of(cx, account).await?, account_of(cx, &main_user.account).await?)
    else {
        return Ok(None);
    };
    let Some(name) = name_of(cx, organisation).await? else { return Ok(None) };
    let called = holder.called();
    let news = CodesNews::PasswordReset { organisation: &name, label: code.label.as_str(), holder: called.as_str() };
    send(cx, waiting, &reader.email, reader.language, &Letter::Codes(news)).await
}

async fn tell_ended(
    cx: &Context,
    waiting: &Waiting,
    organisation: &OrganisationId,
    code: &AccessCodeId,
) -> Result<Option<String>, Failure> {
    let Some(code) = code_of(cx, organisation, code).await? else { return Ok(None) };
    let (Some(holder), Some(name)) = (account_of(cx, &code.holder).await?, name_of(cx, organisation).await?) else {
        return Ok(None);
    };
    let news = CodesNews::Ended { organisation: &name, label: code.label.as_str() };
    send(cx, waiting, &holder.email, holder.language, &Letter::Codes(news)).await
}

async fn tell_handed_over(
    cx: &Context,
    waiting: &Waiting,
    organisation: &OrganisationId,
    [from, to]: [&AccountId; 2],
    reader: &AccountId,
) -> Result<Option<String>, Failure> {
    let (Some(from), Some(to)) = (account_of(cx, from).await?, account_of(cx, to).await?) else { return Ok(None) };
    let Some(name) = name_of(cx, organisation).await? else { return Ok(None) };
    let reader = if from.id == *reader { &from } else { &to };
    let (was, is) = (from.called(), to.called());
    let news = CodesNews::MainUserChanged { organisation: &name, from: was.as_str(), to: is.as_str() };
    send(cx, waiting, &reader.email, reader.language, &Letter::Codes(news)).await
}
