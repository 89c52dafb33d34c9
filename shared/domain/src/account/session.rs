//! Sessions: what a log-in opens, how long it lasts, and how it is renewed (S25-S31).

use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Account, Login, LoginKey, MustChange, StaffRole, Standing, Token, TokenHash};
use crate::branch::Reach;
use crate::establishment_number::EstablishmentNumber;
use crate::ids::{AccountId, OrganisationId, SessionId};
use crate::level::AssuranceLevel;

/// However busy, a session ends after this (S29).
pub const ABSOLUTE_LIFE: SignedDuration = SignedDuration::from_hours(12);
/// A customer's session ends after this without a sign of life (S29).
pub const IDLE_LIFE: SignedDuration = SignedDuration::from_mins(30);
/// That of the desk's people ends sooner (S29).
pub const STAFF_IDLE_LIFE: SignedDuration = SignedDuration::from_mins(15);
/// How long an access token lasts (S25).
pub const ACCESS_TOKEN_LIFE: SignedDuration = SignedDuration::from_mins(10);
/// How long the refresh token before the present one still gives the present one, to the same client: two tabs, or an answer that was lost
/// on the way, are no theft (S27).
pub const REFRESH_GRACE: SignedDuration = SignedDuration::from_secs(10);
/// How many sessions an account may have open at once; a further one ends the oldest (S31).
pub const MOST_SESSIONS: usize = 20;

/// What kind of client holds the session, and so how it carries its tokens (S24).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClientKind {
    /// A browser: tokens travel in cookies that no script can read.
    Browser,
    /// An app: tokens travel in the body and the `Authorization` header.
    App,
}

/// How well the person showed who he is (S36).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Acr {
    /// With a password.
    Password,
    /// With a password and a second factor.
    SecondFactor,
    /// With eHerkenning of this level (S39).
    Eherkenning(AssuranceLevel),
}

impl Acr {
    /// The name in a token's `acr`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::SecondFactor => "second-factor",
            Self::Eherkenning(level) => level.urn(),
        }
    }

    /// The methods in a token's `amr` (RFC 8176).
    pub const fn methods(self) -> &'static [&'static str] {
        match self {
            Self::Password => &["pwd"],
            Self::SecondFactor => &["pwd", "otp", "mfa"],
            Self::Eherkenning(AssuranceLevel::Eh2) => &["pwd"],
            Self::Eherkenning(AssuranceLevel::Eh2Plus | AssuranceLevel::Eh3 | AssuranceLevel::Eh4) => &["mfa"],
        }
    }

    /// The level of the eHerkenning means that was shown, when one was.
    pub const fn level(self) -> Option<AssuranceLevel> {
        match self {
            Self::Password | Self::SecondFactor => None,
            Self::Eherkenning(level) => Some(level),
        }
    }
}

/// The device a session is on, as far as a request tells: shown to its owner, who must know it again (S31).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Device {
    /// Browser or app.
    pub client: ClientKind,
    /// The browser and system in a few words, for example `Firefox, Windows`.
    pub label: String,
    /// The network the log-in came from: an address without its last part, never the whole of it.
    pub place: String,
}

impl Device {
    /// The device behind a request.
    pub fn of(client: ClientKind, user_agent: &str, address: Option<IpAddr>) -> Self {
        Self { client, label: label(user_agent), place: address.map(place).unwrap_or_default() }
    }
}

/// The address without its last part: a network, not a person.
pub fn place(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0")
        }
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => place(IpAddr::V4(v4)),
            None => {
                let [a, b, c, ..] = v6.segments();
                format!("{a:x}:{b:x}:{c:x}::")
            }
        },
    }
}

/// A browser and system in a few words. Only known words come out: what a client says of itself is shown on a page and in a mail.
fn label(user_agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}

/// One log-in that is open, on one device. It is also one family of refresh tokens: when one of them comes back, the session goes (S27).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Its name; new at every log-in and every further proof (S29).
    pub id: SessionId,
    /// Whose.
    pub account: AccountId,
    /// By which login.
    pub login: LoginKey,
    /// The organisation acted for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// The one branch of the organisation it reaches, when its eHerkenning is bound to one (S40).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<EstablishmentNumber>,
    /// What the person does at the desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffRole>,
    /// The account's epoch it belongs to (S28).
    pub epoch: u32,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When the person last proved who he is (S35).
    pub auth_time: Timestamp,
    /// How well.
    pub acr: Acr,
    /// The last refresh, or the opening (S29).
    pub last_used_at: Timestamp,
    /// When it ends however busy (S29).
    pub expires_at: Timestamp,
    /// Set while it opens nothing but choosing a new password (S7, S8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limited: Option<MustChange>,
    /// The device it is on.
    pub device: Device,
    /// The refresh token that works now.
    pub refresh: TokenHash,
    /// The one before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rotated: Option<Rotated>,
}

/// A refresh token that was exchanged for the present one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rotated {
    /// Its hash.
    pub hash: TokenHash,
    /// When.
    pub at: Timestamp,
}

/// What a refresh comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refreshed {
    /// A new token; the session must be kept on the version that was read.
    Rotated(Box<Session>),
    /// The token was exchanged a moment ago by this very client: it gets the same successor again and nothing changes (S27).
    Again,
    /// A used-up token came back. The session must be ended, noted and told (S27).
    Stolen,
}

/// The session is over, or the token is not one of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the session is over")]
pub struct SessionOver;

impl Session {
    /// The session a proof opens.
    pub fn open(id: SessionId, login: &Login, proof: Proof, device: Device, refresh: &Token, now: Timestamp) -> Self {
        Self {
            id,
            account: login.account.clone(),
            login: login.identifier.clone(),
            organisation: login.acts_for().cloned(),
            branch: None,
            staff: login.gate.staff,
            epoch: login.gate.epoch,
            opened_at: now,
            auth_time: now,
            acr: proof.acr,
            last_used_at: now,
            expires_at: now.saturating_add(ABSOLUTE_LIFE).unwrap_or(now),
            limited: proof.limited,
            device,
            refresh: refresh.hash(),
            rotated: None,
        }
    }

    /// This session as eHerkenning opened it: within the branch the log-in is bound to (S40), and with the moment the person showed his means
    /// to the broker, which is what a fresh proof goes by (S35).
    pub fn asserted(self, assertion: &super::eherkenning::Assertion) -> Self {
        Self { branch: assertion.branch.clone(), auth_time: assertion.auth_time.min(self.opened_at), ..self }
    }

    /// How far it reaches within its organisation (S40).
    pub fn reach(&self) -> Reach<'_> {
        Reach::of(self.branch.as_ref())
    }

    /// Whether it is open for `account` now: looked at on every request (S15, S28, S29). An access token outlives its session by nothing.
    pub fn is_open(&self, account: &Account, now: Timestamp) -> bool {
        let idle = if self.staff.is_some() { STAFF_IDLE_LIFE } else { IDLE_LIFE };
        self.account == account.id
            && account.standing == Standing::Active
            && self.epoch == account.epoch
            && self.staff == account.staff
            && now < self.expires_at
            && now.duration_since(self.last_used_at) < idle
    }

    /// Whether the last proof is no older than `minutes` (S35). A proof from the future is none.
    pub fn is_fresh(&self, minutes: u8, now: Timestamp) -> bool {
        let age = now.duration_since(self.auth_time);
        age <= SignedDuration::from_mins(i64::from(minutes)) && age > SignedDuration::from_secs(-60)
    }

    /// Whether whoever holds `token` holds this session: with the refresh token that works now, or the one it was just exchanged for.
    pub fn is_held_with(&self, token: &TokenHash) -> bool {
        self.refresh == *token || self.rotated.as_ref().is_some_and(|rotated| rotated.hash == *token)
    }

    /// What a refresh with `presented` comes to; `successor` is the token that follows it. The session's account must have been looked at
    /// with [`Session::is_open`] as well.
    pub fn refresh(
        &self,
        presented: &TokenHash,
        successor: &TokenHash,
        device: &Device,
        now: Timestamp,
    ) -> Result<Refreshed, SessionOver> {
        if *presented == self.refresh {
            return Ok(Refreshed::Rotated(Box::new(Self {
                refresh: successor.clone(),
                rotated: Some(Rotated { hash: presented.clone(), at: now }),
                last_used_at: now,
                ..self.clone()
            })));
        }
        let moments_ago = self.rotated.as_ref().is_some_and(|rotated| {
            rotated.hash == *presented && now.duration_since(rotated.at) <= REFRESH_GRACE && *device == self.device
        });
        Ok(if moments_ago && *successor == self.refresh { Refreshed::Again } else { Refreshed::Stolen })
    }

    /// The session in which its owner chose a new password or set up a second factor: full, and of the account's new epoch (S6, S28).
    pub fn renewed(&self, account: &Account) -> Self {
        Self { epoch: account.epoch, limited: None, ..self.clone() }
    }
}

/// What a person showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    /// How well.
    pub acr: Acr,
    /// Why a new password must be chosen first, if it must.
    pub limited: Option<MustChange>,
}

/// Which of `open` must go so that no more than [`MOST_SESSIONS`] stay: the ones unused for longest (S31).
pub fn surplus(mut open: Vec<Session>) -> Vec<Session> {
    open.sort_by(|a, b| b.last_used_at.cmp(&a.last_used_at).then_with(|| b.id.cmp(&a.id)));
    open.split_off(open.len().min(MOST_SESSIONS))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, at, chance, device, session};
    use super::*;

    fn token(text: &str) -> Token {
        Token::presented(text)
    }

    #[test]
    fn a_session_ends_with_idleness_with_age_with_the_epoch_and_with_the_account() {
        let account = account();
        let session = session(&account, &token("one"));
        assert!(session.is_open(&account, at(30 * 60 - 1)));
        assert!(!session.is_open(&account, at(30 * 60)));
        let mut busy = session.clone();
        busy.last_used_at = at(12 * 3600 - 60);
        assert!(busy.is_open(&account, at(12 * 3600 - 1)));
        assert!(!busy.is_open(&account, at(12 * 3600)));
        let mut moved_on = account.clone();
        moved_on.end_sessions();
        assert!(!session.is_open(&moved_on, at(1)));
        let mut closed = account;
        closed.standing = Standing::Suspended;
        assert!(!session.is_open(&closed, at(1)));
    }

    #[test]
    fn the_desk_is_idle_sooner_and_a_role_that_was_taken_away_ends_the_session() {
        let mut account = account();
        account.staff = Some(StaffRole::Clerk);
        let session = session(&account, &token("one"));
        assert!(session.is_open(&account, at(15 * 60 - 1)));
        assert!(!session.is_open(&account, at(15 * 60)));
        account.staff = None;
        assert!(!session.is_open(&account, at(1)));
    }

    #[test]
    fn a_proof_is_fresh_for_as_long_as_the_route_says() {
        let session = session(&account(), &token("one"));
        assert!(session.is_fresh(5, at(300)) && !session.is_fresh(5, at(301)));
        assert!(session.is_fresh(5, at(-59)) && !session.is_fresh(5, at(-60)));
    }

    #[test]
    fn each_refresh_token_is_good_once_and_its_return_is_theft() {
        let session = session(&account(), &token("one"));
        let (one, two, three) = (token("one").hash(), token("two").hash(), token("three").hash());
        let Ok(Refreshed::Rotated(second)) = session.refresh(&one, &two, &device(), at(60)) else {
            panic!("not rotated")
        };
        assert_eq!(second.last_used_at, at(60));
        assert_eq!(second.refresh(&one, &two, &device(), at(70)), Ok(Refreshed::Again));
        assert_eq!(second.refresh(&one, &two, &device(), at(71)), Ok(Refreshed::Stolen));
        let elsewhere = Device { place: "198.51.100.0".to_owned(), ..device() };
        assert_eq!(second.refresh(&one, &two, &elsewhere, at(61)), Ok(Refreshed::Stolen));
        let Ok(Refreshed::Rotated(third)) = second.refresh(&two, &three, &device(), at(62)) else {
            panic!("not rotated")
        };
        assert_eq!(third.refresh(&one, &two, &device(), at(63)), Ok(Refreshed::Stolen));
        assert_eq!(third.refresh(&token("guess").hash(), &three, &device(), at(63)), Ok(Refreshed::Stolen));
    }

    #[test]
    fn the_cap_ends_the_sessions_unused_for_longest() {
        let chance = chance();
        let open: Vec<Session> = (0..25)
            .map(|n| Session {
                id: SessionId::new(at(n), &chance),
                last_used_at: at(n),
                ..session(&account(), &token("one"))
            })
            .collect();
        let gone: Vec<Timestamp> = surplus(open.clone()).iter().map(|session| session.last_used_at).collect();
        assert_eq!(gone.len(), 5);
        assert!(gone.iter().all(|used| *used < at(5)));
        assert!(surplus(open.into_iter().take(20).collect()).is_empty());
    }

    #[test]
    fn a_device_is_told_in_known_words_and_a_place_is_no_address() {
        let agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0";
        assert_eq!(Device::of(ClientKind::Browser, agent, "203.0.113.77".parse().ok()).label, "Edge, Windows");
        assert_eq!(Device::of(ClientKind::App, "<script>", None).label, "");
        assert_eq!(place("203.0.113.77".parse().unwrap()), "203.0.113.0");
        assert_eq!(place("2001:db8:1:2:3:4:5:6".parse().unwrap()), "2001:db8:1::");
        assert_eq!(place("::ffff:203.0.113.77".parse().unwrap()), "203.0.113.0");
    }
}
