//! Planting the demo data with the very types the operations use.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use domain::access_code::{AccessCode, Characters};
use domain::account::factors::Totp;
use domain::account::password::{NewPassword, NotAllowed};
use domain::account::registration::Awaited;
use domain::account::{Account, Consent, Factors, Login, StaffRole, Standing, TERMS_VERSION};
use domain::chance::Chance;
use domain::email::Email;
use domain::ids::{AccessCodeId, AccountId, MeansId, OrganisationId};
use domain::language::Language;
use domain::lapse::{Subject, Watched};
use domain::means::{Means, MeansStatus, Purpose, Registration, Right, RightTo};
use domain::organisation::{MainUser, Membership, Organisation, Role};
use domain::price::DiscountCode;
use domain::price::discount::Worth;
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp, ToSpan};
use runtime::{App, Context, key_making};
use store::{Change, Error};

use super::PASSPHRASE;
use super::cast::{DemoMeans, Person, STAFF};
use super::company::{self, Company};

/// Why the demo data cannot be planted.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// At the table.
    #[error("the demo data cannot be written: {0}")]
    Store(#[from] Error),
    /// The passphrase is no longer good enough.
    #[error("the demo passphrase does not pass the policy: {0}")]
    Passphrase(#[from] NotAllowed),
    /// Something in the demo data is not what it should be.
    #[error("the demo data does not read: {0}")]
    Words(String),
}

/// Chance that is none: ids and secrets of the demo are the same on every machine, so that planting twice plants once and an
/// authenticator app set up for it stays right.
pub(super) struct Named<'a>(pub(super) &'a str);

impl Chance for Named<'_> {
    fn fill(&self, bytes: &mut [u8]) {
        // FNV-1a, once around the name per byte: stable, and different for different names.
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for byte in bytes {
            for letter in self.0.bytes() {
                hash = (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3);
            }
            *byte = (hash >> 32) as u8;
        }
    }
}

/// The moment everything in the demo began; ids sort by it.
pub(super) fn beginning() -> Timestamp {
    Timestamp::from_second(1_767_258_000).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The generator of somebody whose log-in asks for a code.
pub fn demo_generator(person: &Person) -> Totp {
    Totp::draw(&Named(person.email), beginning())
}

/// The characters of somebody's access code: a code of the demo is the same on every machine.
pub fn demo_characters(person: &Person) -> Characters {
    Characters::draw(&Row { name: person.email, taken: AtomicU32::new(0) })
}

/// Chance that is none either, but goes on from one draw to the next: else every character of a code were the same.
struct Row<'a> {
    name: &'a str,
    taken: AtomicU32,
}

impl Chance for Row<'_> {
    fn fill(&self, bytes: &mut [u8]) {
        Named(&format!("{} {}", self.taken.fetch_add(1, Ordering::Relaxed), self.name)).fill(bytes);
    }
}

/// Plants everything that is not there yet, each company whole or not at all.
///
/// # Errors
/// When the table cannot be written.
pub async fn plant(app: &Arc<App>) -> Result<(), SeedError> {
    key_making::make_missing(app.store().keys(), app.now(), app.chance()).await?;
    let cx = Context::of_tool(app.clone());
    for company in &company::ALL {
        keep(&cx, whole_company(&cx, company).await?).await?;
    }
    super::businesses::plant(&cx).await?;
    super::orders::plant(&cx).await?;
    super::invoices::plant(&cx).await?;
    keep(&cx, super::question::question(&cx)?).await?;
    let mut change = Change::new();
    change.create(&upgrade30()?);
    keep(&cx, change).await?;
    let mut change = Change::new();
    for person in &STAFF {
        add_person(&cx, &mut change, person, None).await?;
    }
    keep(&cx, change).await
}

/// What is there already was planted before.
pub(super) async fn keep(cx: &Context, change: Change) -> Result<(), SeedError> {
    match cx.commit(change).await {
        Ok(()) | Err(Error::Exists(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The code of the issuer's page: 30 % off raising a means (seed 002), in this year and the next.
fn upgrade30() -> Result<DiscountCode, SeedError> {
    Ok(DiscountCode {
        code: read("UPGRADE30")?,
        worth: Worth::Percent { percent: 30 },
        valid_from: date(2026, 1, 1),
        valid_until: None,
        pairs: Vec::new(),
        terms: Vec::new(),
        announced: true,
    })
}

async fn whole_company(cx: &Context, company: &Company) -> Result<Change, SeedError> {
    let organisation = Organisation {
        id: OrganisationId::new(beginning(), &Named(company.kvk_number)),
        name: company.name.to_owned(),
        kvk_number: read(company.kvk_number)?,
        establishment_number: company.branch.map(read).transpose()?,
        since: beginning(),
    };
    let mut change = Change::new();
    change.create(&organisation).create(&organisation.registered());
    for person in company.people {
        let (account, code) = add_person(cx, &mut change, person, Some(&organisation)).await?;
        if let Some(role) = person.role {
            let member = Membership::new(organisation.id.clone(), account.clone(), role, beginning());
            change.create(&code.as_ref().map_or(member.clone(), |code| code.held_by(&member)));
            if role == Role::MainUser {
                let (organisation, account) = (organisation.id.clone(), account.clone());
                change.create(&MainUser { organisation, account, since: beginning() });
            }
        }
        for means in person.means {
            let means = demo_means(cx.today(), &organisation, person, &account, means)?;
            change.create(&means);
            let subject = Subject::Means { means: means.id.clone() };
            change.watch(&organisation.id, &subject, Watched::over_means(&means, cx.today()).as_ref());
            for pointer in store::right::pointers(&means) {
                change.set(&pointer);
            }
        }
    }
    Ok(change)
}

async fn add_person(
    cx: &Context,
    change: &mut Change,
    person: &Person,
    organisation: Option<&Organisation>,
) -> Result<(AccountId, Option<AccessCode>), SeedError> {
    let email: Email = read(person.email)?;
    let identifier = cx.login_key(&email.normalised()).await?;
    let id = AccountId::new(beginning(), &Named(person.email));
    if let (false, Some(organisation)) = (person.has_account, organisation) {
        change.create(&Awaited { identifier, account: id.clone(), organisation: organisation.id.clone() });
        return Ok((id, None));
    }
    let mut account = Account {
        id,
        email,
        language: Language::Dutch,
        name: Some(read(person.name)?),
        standing: Standing::Active,
        epoch: 0,
        staff: organisation.is_none().then_some(StaffRole::Clerk),
        consent: Consent { terms: TERMS_VERSION, at: beginning() },
        registered_at: beginning(),
        organisation: organisation.map(|organisation| organisation.id.clone()),
        second_factor: person.second_factor,
        logins: vec![identifier.clone()],
        links: Default::default(),
    };
    let password = NewPassword::judge(PASSPHRASE, person.second_factor, [account.email.local_part(), person.name])?;
    let mut login = Login::without_password(identifier, account.id.clone(), account.gate());
    login.credential = Some(cx.hash_password(&password).await?);
    let code = demo_code(cx, person, organisation, &account.id).await?;
    if let Some(AccessCode { login: Some(key), organisation, .. }) = &code {
        account.logins.push(key.clone());
        change.create(&Login::by_access_code(key.clone(), organisation.clone(), &login, account.gate()));
    }
    change.create(&account).create(&login);
    if let Some(code) = &code {
        change.create(code);
    }
    if person.second_factor {
        change.create(&Factors { totp: Some(demo_generator(person)), ..Factors::none(account.id.clone()) });
    }
    Ok((account.id, code))
}

/// The access code of somebody who has one, as if it had been mailed at the beginning.
async fn demo_code(
    cx: &Context,
    person: &Person,
    organisation: Option<&Organisation>,
    account: &AccountId,
) -> Result<Option<AccessCode>, SeedError> {
    let (Some(label), Some(organisation), Some(role)) = (person.code, organisation, person.role) else {
        return Ok(None);
    };
    let id = AccessCodeId::new(beginning(), &Named(&format!("{} {}", person.email, organisation.kvk_number)));
    let member = Membership::new(organisation.id.clone(), account.clone(), role, beginning());
    let (code, _) = AccessCode::issue(id, &member, read(label)?, beginning())
        .map_err(|error| SeedError::Words(error.to_string()))?;
    let characters = demo_characters(person);
    let login = cx.login_key(&characters.identifier()).await?;
    Ok(Some(code.with_characters(&characters, login)))
}

fn demo_means(
    today: Date,
    organisation: &Organisation,
    person: &Person,
    holder: &AccountId,
    means: &DemoMeans,
) -> Result<Means, SeedError> {
    let [initials, first_names, infix, surname] = person.registered;
    // Two years from the day of planting, so that a demo never finds everything lapsed.
    let valid_until = today.saturating_add(2.years());
    let rights = means.rights.iter().map(|[provider, service, service_id]| Right {
        to: RightTo::Service {
            provider: (*provider).to_owned(),
            service: (*service).to_owned(),
            service_id: (*service_id).to_owned(),
        },
        until: valid_until,
    });
    Ok(Means {
        id: MeansId::new(beginning(), &Named(means.number)),
        organisation: organisation.id.clone(),
        number: means.number.to_owned(),
        level: Some(means.level),
        status: MeansStatus::Active,
        holder: holder.clone(),
        registration: Registration {
            initials: read(initials)?,
            first_names: read(first_names)?,
            infix: Some(infix).filter(|infix| !infix.is_empty()).map(read).transpose()?,
            surname: read(surname)?,
            birth_date: read(person.born)?,
            email: read(person.email)?,
            mobile: person.mobile.map(read).transpose()?,
            kvk_number: organisation.kvk_number.clone(),
            establishment_number: means.branch.map(read).transpose()?,
            identity_document_until: None,
        },
        rights: rights.collect(),
        valid_until,
        limited_to: means.tax_only.then_some(Purpose::Belastingdienst),
        open_upgrade: None,
        used_on: None,
        since: beginning() + SignedDuration::from_hours(24),
    })
}

pub(super) fn read<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, SeedError> {
    text.parse().map_err(|error| SeedError::Words(format!("{text} {error}")))
}
