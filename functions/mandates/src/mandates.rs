//! Mandates of a business the caller opened, and what somebody fills in of one.

use api::FieldError;
use domain::address::Address;
use domain::audit::{Actor, AuditFact, Trail};
use domain::business::Opened;
use domain::ids::{AccountId, BusinessId, MandateId};
use domain::language::Language;
use domain::mandate::{Creditor, Debtor, Decided, Frequency, Given, Iban, Mandate, Scheme};
use domain::name::Name;
use runtime::{Context, Person};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Versioned};

use crate::problems::Refused;

/// How many of those who opened a business are told; more than any business has, and fewer than a transaction holds.
const MOST_TOLD: u16 = 60;
/// How often something is made anew when somebody else wrote the mandate in between.
pub(crate) const TRIES: usize = 5;

/// Whose mandates.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct BusinessPath {
    /// The business.
    pub business: BusinessId,
}

/// Which mandate.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MandatePath {
    /// The business.
    pub business: BusinessId,
    /// The mandate.
    pub mandate: MandateId,
}

/// What somebody fills in.
#[derive(Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MandateInput {
    /// Core, or B2B: for businesses only, without a refund.
    pub scheme: Scheme,
    /// Once, or again and again.
    pub frequency: Frequency,
    /// The language of the mandate: the debtor's own, or English.
    pub language: Language,
    /// For B2B: that the account's holder is no consumer.
    #[serde(default)]
    pub no_consumer: Option<bool>,
    /// The name the account is held under.
    pub holder: Name,
    /// Where the holder lives or has his seat.
    pub address: Address,
    /// The account, with or without spaces.
    pub iban: String,
    /// Where it is signed.
    pub place: Name,
}

impl MandateInput {
    /// What was filled in, or everything that is wrong with it.
    pub(crate) fn given(self) -> Result<Given, Refused> {
        let mut wrong = Vec::new();
        let mut complain = |pointer: &str, code: &str| {
            wrong.push(FieldError { pointer: pointer.to_owned(), code: code.to_owned(), about: None });
        };
        let iban = match self.iban.parse::<Iban>() {
            Ok(iban) if iban.is_sepa() => Some(iban),
            Ok(_) => {
                complain("/iban", "not-sepa");
                None
            }
            Err(why) => {
                complain("/iban", why.code());
                None
            }
        };
        if !self.address.has_fitting_postcode() {
            complain("/address/postcode", "invalid");
        }
        if self.scheme == Scheme::B2b && self.no_consumer != Some(true) {
            complain("/noConsumer", "missing");
        }
        let (Some(iban), true) = (iban, wrong.is_empty()) else { return Err(Refused::Fields(wrong)) };
        Ok(Given {
            scheme: self.scheme,
            frequency: self.frequency,
            language: self.language,
            debtor: Debtor { holder: self.holder, address: self.address, iban },
            place: self.place,
        })
    }
}

/// That the caller opened the business; else there is no such thing (S44).
pub(crate) async fn opened(cx: &Context, caller: &Person, business: &BusinessId) -> Result<(), Refused> {
    caller.opened(cx, business).await?.map(|_| ()).ok_or(Refused::NotFound)
}

/// A mandate of a business the caller opened.
pub(crate) async fn find(cx: &Context, caller: &Person, path: &MandatePath) -> Result<Versioned<Mandate>, Refused> {
    opened(cx, caller, &path.business).await?;
    let found = cx.store().get::<Mandate>(store::mandate::key(&path.business, &path.mandate)).await?;
    found.filter(|mandate| mandate.is_there(cx.now())).ok_or(Refused::NotFound)
}

/// Everybody who opened the business: they are told of what happens to its mandates.
pub(crate) async fn people(cx: &Context, business: &BusinessId) -> Result<Vec<AccountId>, Refused> {
    let people = cx.store().list::<Opened>(store::business::people(business).limit(MOST_TOLD)).await?;
    Ok(people.items.into_iter().map(|opened| opened.value.account).collect())
}

/// Whoever collects now.
pub(crate) fn creditor(cx: &Context) -> Result<&'static Creditor, Refused> {
    Creditor::on(cx.today()).ok_or(Refused::NoCreditor)
}

/// Everything that a decision writes.
pub(crate) fn change(
    read: &Versioned<Mandate>,
    decided: &Decided,
    (by, people): (&AccountId, &[AccountId]),
    (action, result): (&str, &str),
) -> Change {
    let mut change = Change::new();
    store::mandate::keep(&mut change, read, decided);
    change.effects(decided.effects(people)).audit(fact(&decided.mandate, by, action, result));
    change
}

/// A fact for the trail of the business.
pub(crate) fn fact(mandate: &Mandate, by: &AccountId, action: &str, result: &str) -> AuditFact {
    AuditFact {
        trail: Trail::Business { business: mandate.business.clone() },
        actor: Actor::Person { account: by.clone() },
        action: action.to_owned(),
        object: mandate.id.to_string(),
        result: result.to_owned(),
    }
}
