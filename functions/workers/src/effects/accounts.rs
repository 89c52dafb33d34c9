//! The effects of accounts. Whether an address is known is looked at here, out of sight of whoever asked (S10, S11). Secrets are drawn
//! here and go into the mail; only their hashes are kept, and a retry draws new ones, which voids the earlier (S18, S20).

use domain::account::password::draw_initial;
use domain::account::registration::{Application, apply};
use domain::account::session::surplus;
use domain::account::{Account, Factors, Link, Login, Purpose, Session, Standing, Token};
use domain::effect::Effect;
use domain::email::Email;
use domain::ids::AccountId;
use domain::language::Language;
use jiff::Timestamp;
use mail::Letter;
use runtime::{Context, Failure};
use store::outbox::Waiting;
use store::{Change, Error, Versioned};

use super::send;

/// Performs an effect of accounts; those of others are none of its business.
pub(crate) async fn perform(cx: &Context, waiting: &Waiting) -> Result<Option<String>, Failure> {
    let at = waiting.since;
    match &waiting.effect {
        Effect::WelcomeApplicant { email, language, accepted_at } => {
            let application = Application { email: email.clone(), language: *language, accepted_at: *accepted_at };
            welcome(cx, waiting, application).await
        }
        Effect::RepeatConfirmation { email } => match find(cx, email).await? {
            Some(known) => confirm_or_tell(cx, waiting, known).await,
            None => Ok(None),
        },
        Effect::OfferPasswordReset { email } => offer_reset(cx, waiting, email).await,
        Effect::MailInitialPassword { account } => mail_initial_password(cx, waiting, account).await,
        Effect::TellPasswordChanged { account } => tell(cx, waiting, account, &Letter::PasswordChanged { at }).await,
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
        Effect::TellUpgradeReceived { .. }
        | Effect::TellSomethingMissing { .. }
        | Effect::TellUpgradeRefused { .. }
        | Effect::MailActivationCode { .. }
        | Effect::TellMeansActivated { .. } => Ok(None),
    }
}

/// An account with the login of its address.
struct Known {
    account: Versioned<Account>,
    login: Versioned<Login>,
}

async fn get(cx: &Context, account: &AccountId) -> Result<Option<Versioned<Account>>, Error> {
    cx.store().get::<Account>(store::account::key(account)).await
}

async fn find(cx: &Context, email: &Email) -> Result<Option<Known>, Error> {
    let key = cx.login_key(&email.normalised()).await?;
    let Some(login) = cx.store().get::<Login>(store::login::key(&key)).await? else { return Ok(None) };
    Ok(get(cx, &login.account).await?.map(|account| Known { account, login }))
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

async fn welcome(cx: &Context, waiting: &Waiting, application: Application) -> Result<Option<String>, Failure> {
    if let Some(known) = find(cx, &application.email).await? {
        return confirm_or_tell(cx, waiting, known).await;
    }
    let key = cx.login_key(&application.email.normalised()).await?;
    let (mut account, login) = apply(application, key, cx.chance());
    let token = Token::draw(cx.chance());
    let link = Link::issue(Purpose::Confirm, &token, &mut account, &login.identifier, cx.now());
    let mut change = Change::new();
    change.create(&account).create(&login).create(&link);
    cx.commit(change).await?;
    mail_link(cx, waiting, &account, &token, &link).await
}

/// A new confirmation link for somebody who waits for one; a word to somebody whose address is confirmed; nothing to a closed account.
async fn confirm_or_tell(cx: &Context, waiting: &Waiting, known: Known) -> Result<Option<String>, Failure> {
    match known.account.standing {
        Standing::Applicant => issue(cx, waiting, known, Purpose::Confirm).await,
        Standing::Active => {
            let (email, language) = (&known.account.email, known.account.language);
            send(cx, waiting, email, language, &Letter::AlreadyRegistered).await
        }
        Standing::Suspended => Ok(None),
    }
}

async fn offer_reset(cx: &Context, waiting: &Waiting, email: &Email) -> Result<Option<String>, Failure> {
    let Some(known) = find(cx, email).await? else { return Ok(None) };
    match known.account.standing {
        Standing::Active => issue(cx, waiting, known, Purpose::Reset).await,
        // There is no password to forget yet: what this person needs is the first link again.
        Standing::Applicant => issue(cx, waiting, known, Purpose::Confirm).await,
        Standing::Suspended => Ok(None),
    }
}

/// Draws a link, keeps its hash, and mails it.
async fn issue(cx: &Context, waiting: &Waiting, known: Known, purpose: Purpose) -> Result<Option<String>, Failure> {
    let mut account = known.account.value.clone();
    let token = Token::draw(cx.chance());
    let link = Link::issue(purpose, &token, &mut account, &known.login.identifier, cx.now());
    let mut change = Change::new();
    change.replace(&known.account, &account).create(&link);
    cx.commit(change).await?;
    mail_link(cx, waiting, &account, &token, &link).await
}

async fn mail_link(
    cx: &Context,
    waiting: &Waiting,
    account: &Account,
    token: &Token,
    link: &Link,
) -> Result<Option<String>, Failure> {
    let (token, until): (&str, Timestamp) = (token.reveal(), link.expires_at);
    let letter = match link.purpose {
        Purpose::Confirm => Letter::Confirm { token, until },
        Purpose::Reset => Letter::Reset { token, until },
    };
    let (to, language): (&Email, Language) = (&link.email, account.language);
    send(cx, waiting, to, language, &letter).await
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
    let password = draw_initial(cx.chance());
    let credential = cx.hash_initial_password(&password).await?;
    let until = credential.initial.as_ref().map_or(cx.now(), |initial| initial.expires_at);
    let mut change = Change::new();
    change.replace(&login, &Login { credential: Some(credential), ..login.value.clone() });
    cx.commit(change).await?;
    let letter = Letter::InitialPassword { password: &password, until };
    send(cx, waiting, &account.email, account.language, &letter).await
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
