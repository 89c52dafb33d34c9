//! Who an invoice is for, with the address the register has for him on the day it is set.

use domain::ids::OrganisationId;
use domain::organisation::Organisation;
use domain::register::{Company, NoAnswer};
use jiff::{SignedDuration, Timestamp};
use paper::Buyer;
use runtime::{Context, Failure};
use store::Error;

/// How long a paper waits for the address when the register does not answer. After that it is set without: a customer must be told what he owes.
const AWAITED: SignedDuration = SignedDuration::from_hours(72);

/// The organisation that pays, on a paper that was asked for at this moment.
///
/// # Errors
/// When the register gives no answer for now: the paper is tried again.
pub(crate) async fn of(cx: &Context, id: &OrganisationId, asked_for: Timestamp) -> Result<Buyer, Failure> {
    let found = cx.store().get::<Organisation>(store::organisation::key(id)).await?;
    let gone = || Error::Corrupt("the organisation of an invoice is gone".to_owned());
    let Organisation { name, kvk_number, .. } = found.ok_or_else(gone)?.value;
    let address = match cx.register().company(&kvk_number, cx.now()).await {
        Ok(company) => company.and_then(|company| address(&company)),
        Err(NoAnswer::NotConnected | NoAnswer::NotGivenOut) => None,
        Err(NoAnswer::Unreachable | NoAnswer::Busy | NoAnswer::Failed)
            if cx.now() > asked_for.saturating_add(AWAITED).unwrap_or(asked_for) =>
        {
            None
        }
        Err(why) => return Err(Failure::Other(format!("the address on an invoice: {why}"))),
    };
    Ok(Buyer { name, kvk_number: kvk_number.to_string(), address })
}

/// Where its main branch is.
fn address(company: &Company) -> Option<String> {
    company.branches.iter().find(|branch| branch.main).and_then(|branch| branch.address.clone())
}
