//! What deleting an account would take away and what stands in its way, counted from the table.

use domain::account::Deletion;
use domain::account::address::ChangeState;
use domain::business::Opened;
use domain::ids::{AccountId, OrganisationId};
use domain::invoice::Invoice;
use domain::means::{Means, MeansStatus};
use domain::order::Order;
use domain::organisation::{Membership, Organisation, Role};
use domain::submission::{State, Submission};
use jiff::Timestamp;
use runtime::{Context, Person};
use schemars::JsonSchema;
use serde::Serialize;
use store::ticket::Asked;
use store::{Error, Range, Stored, Versioned};

use crate::address;
use crate::problems::Refused;

/// The most that is counted of one thing: whoever has more is told so many at least.
const MOST: u16 = 200;

/// How the deletion of an account stands.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "AccountDeletion")]
pub struct DeletionView {
    /// What is lost.
    pub losses: Losses,
    /// What stands in the way.
    pub in_the_way: Vec<InTheWay>,
    /// From when it is carried out, when it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
}

/// What is lost with an account, counted. No count goes beyond two hundred.
#[derive(Debug, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "DeletionLosses")]
pub struct Losses {
    /// Organisations acted for.
    pub organisations: usize,
    /// Means held.
    pub means: usize,
    /// Upgrades of those that are open: they are called off.
    pub open_upgrades: usize,
    /// Access codes.
    pub codes: usize,
    /// Member businesses opened.
    pub businesses: usize,
    /// Forms being filled in.
    pub drafts: usize,
    /// Orders made; they stay in the books of the organisation, and out of reach.
    pub orders: usize,
    /// Questions to the service desk.
    pub questions: usize,
    /// Invoices still to be paid, of organisations the caller is main user of.
    pub unpaid_invoices: usize,
}

/// Something that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[schemars(rename = "DeletionInTheWay")]
pub enum InTheWay {
    /// The caller is the main user of an organisation, and hands over first (S46).
    MainUser {
        /// Its name.
        organisation: String,
    },
    /// The address was changed lately, which can still be undone.
    AddressChanged {
        /// From when it cannot.
        until: Timestamp,
    },
    /// It is an account of the desk.
    OfTheDesk {},
}

/// The wish to delete an account, if there is one.
pub(crate) async fn wish(cx: &Context, account: &AccountId) -> Result<Option<Versioned<Deletion>>, Error> {
    cx.store().get::<Deletion>(store::account::deletion_key(account)).await
}

/// Everything the page says.
pub(crate) async fn view(cx: &Context, caller: &Person, wish: Option<&Deletion>) -> Result<DeletionView, Refused> {
    let account = caller.account_id();
    let mut losses = Losses::default();
    let mut in_the_way = Vec::new();
    if caller.account.staff.is_some() {
        in_the_way.push(InTheWay::OfTheDesk {});
    }
    if let Some(until) = undoable_until(cx, account).await? {
        in_the_way.push(InTheWay::AddressChanged { until });
    }
    for membership in some::<Membership>(cx, store::organisation::of_member(account)).await? {
        losses.organisations += 1;
        losses.codes += usize::from(membership.code.is_some());
        count_in(cx, account, &membership.organisation, &mut losses).await?;
        if membership.role == Role::MainUser {
            in_the_way.push(InTheWay::MainUser { organisation: name_of(cx, &membership.organisation).await? });
            let invoices = some::<Invoice>(cx, store::invoice::of_organisation(&membership.organisation)).await?;
            losses.unpaid_invoices += invoices.iter().filter(|invoice| invoice.to_pay_cents() > 0).count();
        }
    }
    losses.businesses = some::<Opened>(cx, store::business::of_account(account)).await?.len();
    let forms = some::<Submission>(cx, store::submission::of_account(account)).await?;
    losses.drafts = forms.iter().filter(|form| matches!(form.state, State::Draft)).count();
    losses.questions = some::<Asked>(cx, store::ticket::of_account(account)).await?.len();
    Ok(DeletionView { losses, in_the_way, due_at: wish.map(|wish| wish.due_at) })
}

async fn count_in(
    cx: &Context,
    account: &AccountId,
    organisation: &OrganisationId,
    losses: &mut Losses,
) -> Result<(), Error> {
    for means in some::<Means>(cx, store::means::of_holder(organisation, account)).await? {
        if means.status != MeansStatus::Ended {
            losses.means += 1;
            losses.open_upgrades += usize::from(means.open_upgrade.is_some());
        }
    }
    losses.orders += some::<Order>(cx, store::order::of_account(organisation, account, None)).await?.len();
    Ok(())
}

async fn some<T: Stored>(cx: &Context, range: Range) -> Result<Vec<T>, Error> {
    let page = cx.store().list::<T>(range.limit(MOST)).await?;
    Ok(page.items.into_iter().map(|item| item.value).collect())
}

async fn name_of(cx: &Context, id: &OrganisationId) -> Result<String, Error> {
    let found = cx.store().get::<Organisation>(store::organisation::key(id)).await?;
    Ok(found.map(|organisation| organisation.value.name).unwrap_or_default())
}

async fn undoable_until(cx: &Context, account: &AccountId) -> Result<Option<Timestamp>, Error> {
    Ok(address::latest(cx, account).await?.and_then(|change| match change.state {
        ChangeState::Done { undone_until, .. } => Some(undone_until),
        ChangeState::Asked { .. } | ChangeState::Stopped { .. } => None,
    }))
}
