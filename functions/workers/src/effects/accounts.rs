//! The effects of accounts. Whether an address is known is looked at here, out of sight of whoever asked (S10, S11). Secrets are drawn
//! here and go into the mail; only their hashes are kept (S18). An attempt that finds its own secret kept by an earlier one mails the same
//! once more, or nothing when it was used meanwhile: that it was used shows that it had arrived (S53).

use domain::account::login::{IdentifierKind, Initial};
use domain::account::password::draw_initial;
use domain::account::registration::{Application, Awaited, apply};
use domain::account::session::surplus;
use domain::account::{Account, Credential, Factors, Link, Login, Purpose, Session, Standing, Token};
use domain::effect::Effect;
use domain::email::Email;
use domain::ids::AccountId;
use domain::language::Language;
use domain::organisation::Organisation;
use jiff::Timestamp;
use mail::{CodesNews, Letter};
use runtime::{Context, Failure};
use store::outbox::Waiting;
use store::{Change, Error, Versioned};

use super::send;
use crate::drawn::Drawn;

/// Performs an effect of accounts; that of another goes on waiting.
pub(crate) async fn perform(cx: &Context, waiting: &Waiting) -> Result<Option<String>, Failure> {
    let at = waiting.since;
    match &waiting.effect {
        Effect::WelcomeApplicant { email, language, accepted_at } => {
            let application = Application { email: email.clone(), language: *language, accepted_at: *accepted_at };
            welcome(cx, waiting, application).await
        }
        Effect::RepeatConfirmation { email } => match find(cx, email).await? {
            Some(known) => {
                let wanted = confirmation(&known.account);
                mail_known(cx, waiting, &link_token(cx, waiting).await?, known, wanted).await
            }
            None => Ok(None),
        },
        Effect::OfferPasswordReset { email } => match find(cx, email).await? {
            Some(known) => {
                let wanted = reset(&known.account);
                mail_known(cx, waiting, &link_token(cx, waiting).await?, known, wanted).await
            }
            None => Ok(None),
        },
        Effect::MailInitialPassword { account } => mail_initial_password(cx, waiting, account).await,
        Effect::TellPasswordChanged { account } => tell(cx, waiting, account, &Letter::PasswordChanged { at }).await,
        Effect::EndSurplusSessions { account } => {
            end_surplus(cx, account).await?;
            Ok(None)
        }
        Effect::TellNewLogIn { account, at, device } => {
            end_surplus(cx, account).await?;
            tell(cx, waiting, account, &Letter::NewLogIn { at: *at, device }).await
        }
        Effect::TellSessionTheft { account } => tell(cx, waiting, account, &Letter::SessionTheft { at }).await,
        Effect::TellRecoveryCodeUsed { account } => {
            let factors = cx.store().get::<Factors>(store::account::factors_key(account)).await?;
            let left = factors.map_or(0, |factors| u32::try_from(factors.recovery.len()).unwrap_or(u32::MAX));
            tell(cx, waiting, account, &Letter::RecoveryCodeUsed { at, left }).await
        }
        Effect::TellSecondFactorChanged { account } => {
            let Some(account) = get(cx, account).await? else { return Ok(None) };
            let letter = Letter::SecondFactorChanged { at, on: account.second_factor };
            send(cx, waiting, &account.email, account.language, &letter).await
        }
        Effect::TellEherkenningChanged { account, linked } => {
            tell(cx, waiting, account, &Letter::EherkenningChanged { at, linked: *linked }).await
        }
        Effect::TellUpgradeReceived { .. }
        | Effect::TellSomethingMissing { .. }
        | Effect::TellUpgradeRefused { .. }
        | Effect::MailActivationCode { .. }
        | Effect::TellMeansActivated { .. }
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

/// An account with the login of its address.
pub(super) struct Known {
    pub(super) account: Versioned<Account>,
    pub(super) login: Versioned<Login>,
}

async fn get(cx: &Context, account: &AccountId) -> Result<Option<Versioned<Account>>, Error> {
    cx.store().get::<Account>(store::account::key(account)).await
}

pub(super) async fn find(cx: &Context, email: &Email) -> Result<Option<Known>, Error> {
    let key = cx.login_key(&email.normalised()).await?;
    let Some(login) = cx.store().get::<Login>(store::login::key(&key)).await? else { return Ok(None) };
    let Some(account) = get(cx, &login.account).await? else { return Ok(None) };
    if login.kind != IdentifierKind::FormerEmail {
        return Ok(Some(Known { account, login }));
    }
    // Whoever names the address he had lately means the account, and hears of it at the one he has.
    let Some(key) = account.logins.first() else { return Ok(None) };
    let login = cx.store().get::<Login>(store::login::key(key)).await?;
    Ok(login.map(|login| Known { account, login }))
}

async fn tell(
    cx: &Context,
    waiting: &Waiting,
    account: &AccountId,
    letter: &Letter<'_>,
) -> Result<Option<String>, Failure> {
    match get(cx, account).await? {
        Some(account) => send(cx, waiting, &account.email, account.language, letter).await,
        None => Ok(None),
    }
}

/// What somebody whose address is known is mailed.
pub(super) enum Wanted {
    /// A link.
    Link(Purpose),
    /// A word that the address has an account.
    Word,
    /// Nothing: the account is closed.
    Nothing,
}

/// A confirmation link for somebody who waits for one; a word to somebody whose address is confirmed.
const fn confirmation(account: &Account) -> Wanted {
    match account.standing {
        Standing::Applicant => Wanted::Link(account.first_link()),
        Standing::Active => Wanted::Word,
        Standing::Suspended => Wanted::Nothing,
    }
}

/// A link to a new password. Who has no password yet to forget needs the first link again.
const fn reset(account: &Account) -> Wanted {
    match account.standing {
        Standing::Active => Wanted::Link(Purpose::Reset),
        Standing::Applicant => Wanted::Link(account.first_link()),
        Standing::Suspended => Wanted::Nothing,
    }
}

/// The secret of the link this effect mails, when it mails one.
pub(super) async fn link_token(cx: &Context, waiting: &Waiting) -> Result<Token, Failure> {
    Ok(Token::draw(&Drawn::of(cx, waiting).await?.chance("link")))
}

async fn welcome(cx: &Context, waiting: &Waiting, application: Application) -> Result<Option<String>, Failure> {
    let key = cx.login_key(&application.email.normalised()).await?;
    let drawn = Drawn::of(cx, waiting).await?;
    let awaited = cx.store().get::<Awaited>(store::login::awaited_key(&key)).await?;
    let expected = awaited.as_ref().map(|awaited| &awaited.value);
    let (mut account, login) = apply(application, key, expected, &drawn.chance("account"));
    let token = Token::draw(&drawn.chance("link"));
    if let Some(known) = find(cx, &account.email).await? {
        // Opened by an earlier attempt at this very effect, and confirmed since: its link arrived. Nobody hears that he "has an account
        // already" because we registered him twice.
        if known.account.id == account.id && known.account.standing != Standing::Applicant {
            return Ok(None);
        }
        let wanted = confirmation(&known.account);
        return mail_known(cx, waiting, &token, known, wanted).await;
    }
    let link = Link::issue(Purpose::Confirm, &token, &mut account, &login.identifier, cx.now());
    let mut change = Change::new();
    change.create(&account).create(&login).create(&link);
    if let Some(awaited) = &awaited {
        change.delete(awaited);
    }
    cx.commit(change).await?;
    mail_link(cx, waiting, &account, &token, &link).await
}

/// Mails what is wanted, once more if an earlier attempt got as far as keeping its link.
pub(super) async fn mail_known(
    cx: &Context,
    waiting: &Waiting,
    token: &Token,
    known: Known,
    wanted: Wanted,
) -> Result<Option<String>, Failure> {
    if matches!(wanted, Wanted::Nothing) {
        return Ok(None);
    }
    if let Some(kept) = cx.store().get::<Link>(store::link::key(&token.hash())).await? {
        return mail_again(cx, waiting, token, &kept, &known.account).await;
    }
    match wanted {
        Wanted::Link(purpose) => issue(cx, waiting, token, known, purpose).await,
        Wanted::Word => {
            let (email, language) = (&known.account.email, known.account.language);
            send(cx, waiting, email, language, &Letter::AlreadyRegistered).await
        }
        Wanted::Nothing => Ok(None),
    }
}

/// Keeps a link's hash, and mails the link.
async fn issue(
    cx: &Context,
    waiting: &Waiting,
    token: &Token,
    known: Known,
    purpose: Purpose,
) -> Result<Option<String>, Failure> {
    let mut account = known.account.value.clone();
    let link = Link::issue(purpose, token, &mut account, &known.login.identifier, cx.now());
    let mut change = Change::new();
    change.replace(&known.account, &account).create(&link);
    cx.commit(change).await?;
    mail_link(cx, waiting, &account, token, &link).await
}

/// Mails the link an earlier attempt kept, of whose mail nobody knows: the same link, as it is. Nothing when it was used or replaced.
async fn mail_again(
    cx: &Context,
    waiting: &Waiting,
    token: &Token,
    kept: &Versioned<Link>,
    account: &Account,
) -> Result<Option<String>, Failure> {
    let Some(link) = kept.to_mail_again(account, cx.now()) else { return Ok(None) };
    if link != kept.value {
        let mut change = Change::new();
        change.replace(kept, &link);
        cx.commit(change).await?;
    }
    mail_link(cx, waiting, account, token, &link).await
}

async fn mail_link(
    cx: &Context,
    waiting: &Waiting,
    account: &Account,
    token: &Token,
    link: &Link,
) -> Result<Option<String>, Failure> {
    let (token, until): (&str, Timestamp) = (token.reveal(), link.expires_at);
    let organisation = inviting(cx, link.purpose, account).await?;
    let letter = match link.purpose {
        Purpose::Confirm => Letter::Confirm { token, until },
        Purpose::Reset => Letter::Reset { token, until },
        Purpose::Invite => Letter::Codes(CodesNews::Invited { organisation: &organisation, token, until }),
        Purpose::NewCode => Letter::Codes(CodesNews::NewCode { token, until }),
        // Those have mails of their own, with what they change.
        Purpose::LeaveAddress | Purpose::TakeAddress | Purpose::KeepAccount => return Ok(None),
    };
    let (to, language): (&Email, Language) = (&link.email, account.language);
    send(cx, waiting, to, language, &letter).await
}

/// The name of the organisation an account was opened for, when its link is an invitation.
async fn inviting(cx: &Context, purpose: Purpose, account: &Account) -> Result<String, Error> {
    let (Purpose::Invite, Some(id)) = (purpose, &account.organisation) else { return Ok(String::new()) };
    let found = cx.store().get::<Organisation>(store::organisation::key(id)).await?;
    Ok(found.map(|organisation| organisation.value.name).unwrap_or_default())
}

/// Draws an initial password and mails it, as long as the person has not chosen one himself meanwhile (S7).
async fn mail_initial_password(
    cx: &Context,
    waiting: &Waiting,
    account: &AccountId,
) -> Result<Option<String>, Failure> {
    let Some(account) = get(cx, account).await? else { return Ok(None) };
    let Some(key) = account.logins.first() else { return Ok(None) };
    let Some(login) = cx.store().get::<Login>(store::login::key(key)).await? else { return Ok(None) };
    let chosen = login.credential.as_ref().is_some_and(|credential| credential.initial.is_none());
    if account.standing != Standing::Active || chosen {
        return Ok(None);
    }
    let password = draw_initial(&Drawn::of(cx, waiting).await?.chance("initial-password"));
    let credential = match kept_already(cx, &login, &password).await? {
        Some((credential, initial)) => match initial.to_mail_again(cx.now()) {
            Some(initial) => Credential { initial: Some(initial), ..credential.clone() },
            None => return Ok(None),
        },
        None => cx.hash_initial_password(&password).await?,
    };
    if login.credential.as_ref() != Some(&credential) {
        let mut change = Change::new();
        change.replace(&login, &Login { credential: Some(credential.clone()), ..login.value.clone() });
        cx.commit(change).await?;
    }
    let until = credential.initial.as_ref().map_or(cx.now(), |initial| initial.expires_at);
    let letter = Letter::InitialPassword { password: &password, until };
    send(cx, waiting, &account.email, account.language, &letter).await
}

/// What an earlier attempt kept of this initial password, if one did.
async fn kept_already<'a>(
    cx: &Context,
    login: &'a Login,
    password: &str,
) -> Result<Option<(&'a Credential, &'a Initial)>, Failure> {
    let Some(credential) = &login.credential else { return Ok(None) };
    let Some(initial) = &credential.initial else { return Ok(None) };
    Ok(cx.verify_password(password, Some(credential)).await?.then_some((credential, initial)))
}

/// Ends the sessions above the most an account may have open, those unused for longest (S31).
async fn end_surplus(cx: &Context, account: &AccountId) -> Result<(), Failure> {
    let Some(owner) = get(cx, account).await? else { return Ok(()) };
    let found = cx.store().list::<Session>(store::session::of(account)).await?;
    let open = found.items.into_iter().map(|session| session.value);
    let gone = surplus(open.filter(|session| session.is_open(&owner, cx.now())).collect());
    // A transaction holds a hundred writes; whoever opened more than that at once is dealt with in turns.
    for some in gone.chunks(50) {
        let mut change = Change::new();
        for session in some {
            change.clear(api::Part::Session, store::session::key(&session.id));
        }
        cx.commit(change).await?;
    }
    Ok(())
}
