//! Many people with a means each, for tests of what takes many: they are in nobody's demo.

use domain::ids::{AccountId, MeansId};
use domain::level::AssuranceLevel;
use domain::means::{Means, MeansStatus, Registration};
use domain::name::Name;
use domain::organisation::{Membership, Organisation, Registered, Role};
use jiff::ToSpan;
use jiff::civil::date;
use runtime::Context;
use store::{Change, Error};

use super::SeedError;

/// How many are planted in one transaction.
const AT_ONCE: usize = 40;

/// Plants `count` users with a means at EH2+ in a company of the demo. They have no accounts; their addresses are `user-1@crowd.example` and on,
/// their means `CROWD-1` and on.
///
/// # Errors
/// When the company is not there, or the table cannot be written.
pub async fn crowd(cx: &Context, kvk_number: &str, count: usize) -> Result<(), SeedError> {
    let number = super::plant::read(kvk_number)?;
    let key = store::organisation::registered_key(&number);
    let gone = || SeedError::Words(format!("{kvk_number} is not planted"));
    let registered = cx.store().get::<Registered>(key).await?.ok_or_else(gone)?;
    let key = store::organisation::key(&registered.organisation);
    let organisation = cx.store().get::<Organisation>(key).await?.ok_or_else(gone)?.value;
    let numbers: Vec<usize> = (1..=count).collect();
    for some in numbers.chunks(AT_ONCE) {
        let mut change = Change::new();
        for number in some {
            let account = AccountId::new(cx.now(), cx.chance());
            change.create(&Membership::new(organisation.id.clone(), account.clone(), Role::User, cx.now()));
            change.create(&one(cx, &organisation, account, *number)?);
        }
        match cx.commit(change).await {
            Ok(()) | Err(Error::Exists(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

fn one(cx: &Context, organisation: &Organisation, holder: AccountId, number: usize) -> Result<Means, SeedError> {
    let name = |text: &str| -> Result<Name, SeedError> { super::plant::read(text) };
    Ok(Means {
        id: MeansId::new(cx.now(), cx.chance()),
        organisation: organisation.id.clone(),
        number: format!("CROWD-{number}"),
        level: Some(AssuranceLevel::Eh2Plus),
        status: MeansStatus::Active,
        holder,
        registration: Registration {
            initials: name("C.")?,
            first_names: name("Cor")?,
            infix: None,
            surname: name(&format!("Crowd {number}"))?,
            birth_date: date(1990, 1, 1),
            email: super::plant::read(&format!("user-{number}@crowd.example"))?,
            mobile: Some(super::plant::read("+31612345678")?),
            kvk_number: organisation.kvk_number.clone(),
            establishment_number: None,
            identity_document_until: None,
        },
        rights: Vec::new(),
        valid_until: cx.today().saturating_add(2.years()),
        limited_to: None,
        open_upgrade: None,
        used_on: None,
        since: cx.now(),
    })
}
