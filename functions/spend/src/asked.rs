//! What is asked for, and what the caller may see of it: the main user everything of his organisation, everybody else what was put down to
//! his own access code (domain.md 4.1). Each filter is answered by totals that were kept while lines were booked, so totals and lines are
//! always of the same lines, and what they cost does not depend on how many there are.

use std::collections::BTreeMap;

use api::{KeySet, Part, Touch};
use domain::access_code::{AccessCode, CodeLabel};
use domain::ids::{AccessCodeId, InvoiceId, OrganisationId};
use domain::organisation::Role;
use domain::spend::{CodeMonth, Filter, Head, Invoiced, Month, Period, Product, Whose};
use runtime::{Context, Member};
use serde::Deserialize;
use store::Error;
use store::spend::Ledger;

use crate::problems::Refused;

/// What asking touches.
pub(crate) const ASKING: [Touch; 2] = [
    Touch::read(Part::Spend).and(Touch::list(Part::Spend)),
    Touch::read(Part::Organisation).and(Touch::list(Part::Organisation)),
];
/// The keys asking needs: an own reference is found by a blind index, and a code's holder is sealed.
pub(crate) const KEYS: [KeySet; 2] = [KeySet::Data, KeySet::Index];

/// Whose spend is asked for: a code, or `none` for what was put down to no code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct CodeAsked(Whose);

impl TryFrom<String> for CodeAsked {
    type Error = domain::ids::NotAnId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text == "none" { Ok(Self(Whose::Nobody)) } else { text.parse().map(|code| Self(Whose::Code(code))) }
    }
}

/// The filters both the summary and the lines take.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filters {
    pub from: Option<Month>,
    pub to: Option<Month>,
    pub code: Option<CodeAsked>,
    pub label: Option<CodeLabel>,
    pub product: Option<Product>,
    pub reference: Option<String>,
    pub invoice: Option<InvoiceId>,
}

/// What is looked at.
pub(crate) struct Asked {
    pub organisation: OrganisationId,
    pub period: Period,
    pub filter: Filter,
    pub scope: Scope,
    pub ledger: Ledger,
}

/// What the caller may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Scope {
    /// All of it: he is the main user.
    Everything,
    /// What was put down to his code.
    Own(AccessCodeId),
    /// Nothing: he has no code.
    Nothing,
}

impl Scope {
    pub fn of(caller: &Member) -> Self {
        match (&caller.membership.role, &caller.membership.code) {
            (Role::MainUser, _) => Self::Everything,
            (Role::User | Role::Manager, Some(code)) => Self::Own(code.id.clone()),
            (Role::User | Role::Manager, None) => Self::Nothing,
        }
    }
}

impl Asked {
    /// Makes out what is asked for. A code or an invoice that does not exist, is another organisation's, or is not for this caller, are
    /// not found, all alike (S44).
    pub async fn by(cx: &Context, caller: &Member, filters: Filters) -> Result<Self, Refused> {
        let organisation = caller.organisation().clone();
        let scope = Scope::of(caller);
        let period = match &filters.invoice {
            Some(invoice) => Period::of(month_of(cx, &organisation, invoice).await?),
            None => period(cx, filters.from, filters.to)?,
        };
        let asked = filters.code.map(|CodeAsked(whose)| whose);
        let whose = match (&scope, asked) {
            (Scope::Everything, Some(Whose::Code(code))) => {
                let known = cx.store().get::<AccessCode>(store::access_code::key(&organisation, &code)).await?;
                Some(Whose::Code(known.ok_or(Refused::NotFound)?.value.id))
            }
            (Scope::Everything, asked) => asked,
            (Scope::Own(own), None) => Some(Whose::Code(own.clone())),
            (Scope::Own(own), Some(asked)) if asked == Whose::Code(own.clone()) => Some(asked),
            (Scope::Nothing, None) => None,
            (Scope::Own(_) | Scope::Nothing, Some(_)) => return Err(Refused::NotFound),
        };
        let reference = filters.reference.filter(|reference| !reference.trim().is_empty());
        let ledger = match reference {
            Some(reference) => Ledger::of_reference(cx.store(), organisation.clone(), &reference).await?,
            None => Ledger::of(organisation.clone()),
        };
        let filter = Filter { whose, label: filters.label, product: filters.product };
        Ok(Self { organisation, period, filter, scope, ledger })
    }

    /// The totals under the filter from `from` to the end of the period, in one round trip.
    pub async fn totals(&self, cx: &Context, from: Month) -> Result<Vec<CodeMonth>, Error> {
        let totals = match (&self.scope, &self.filter.whose) {
            (Scope::Nothing, _) => Vec::new(),
            (Scope::Everything | Scope::Own(_), Some(Whose::Code(code))) => {
                let months: Vec<Month> = Period { from, to: self.period.to }.months().collect();
                self.ledger.totals_of(cx.store(), code, &months).await?
            }
            (Scope::Everything | Scope::Own(_), Some(Whose::Nobody) | None) => {
                self.ledger.totals(cx.store(), from, self.period.to).await?
            }
        };
        Ok(self.filter.narrow(totals))
    }

    /// The codes the caller may see, with what may be shown of them: in one round trip.
    pub async fn codes(&self, cx: &Context) -> Result<Vec<AccessCode>, Error> {
        Ok(match &self.scope {
            Scope::Everything => {
                let range = store::access_code::of_organisation(&self.organisation);
                cx.store().list::<AccessCode>(range).await?.items.into_iter().map(|code| code.value).collect()
            }
            Scope::Own(own) => {
                let code = cx.store().get::<AccessCode>(store::access_code::key(&self.organisation, own)).await?;
                code.into_iter().map(|code| code.value).collect()
            }
            Scope::Nothing => Vec::new(),
        })
    }

    /// The invoices of the months of the period that have one, in one round trip.
    pub async fn invoices(&self, cx: &Context) -> Result<BTreeMap<Month, Invoiced>, Error> {
        let range = store::spend::heads(&self.organisation, self.period.from, self.period.to);
        let heads = cx.store().list::<Head>(range).await?.items.into_iter().map(|head| head.value);
        Ok(heads.filter_map(|head| Some((head.month, head.invoice?))).collect())
    }
}

/// The month an invoice of this organisation is of.
async fn month_of(cx: &Context, organisation: &OrganisationId, invoice: &InvoiceId) -> Result<Month, Refused> {
    let heads = cx.store().list::<Head>(store::spend::all_heads(organisation)).await?.items;
    let head = heads.into_iter().find(|head| head.invoice.as_ref().is_some_and(|there| there.id == *invoice));
    head.map(|head| head.month).ok_or(Refused::NotFound)
}

/// The months asked for; the twelve up to this one when none are.
fn period(cx: &Context, from: Option<Month>, to: Option<Month>) -> Result<Period, Refused> {
    let this = Month::with(cx.today());
    match (from, to) {
        (None, None) => Ok(Period::year_to(this)),
        (Some(from), to) => Period::new(from, to.unwrap_or(this.max(from))).map_err(Refused::NotAPeriod),
        (None, Some(to)) => Ok(Period::year_to(to)),
    }
}
