//! Budgets of access codes, beside the totals of their organisation; in the index, in a few partitions, for whoever watches them. Booking
//! does not read them and costs the same with and without: what is reached is seen from the totals, a quarter of an hour later at most.

use std::collections::HashMap;

use api::Part;
use domain::ids::{AccessCodeId, OrganisationId};
use domain::spend::{Budget, CodeMonth, Month, Sum};

use super::SHARDS;
use super::places::{partition, total_key};
use super::total::read_total;
use crate::Store;
use crate::error::Error;
use crate::item::Stored;
use crate::key::{IndexKey, Key};
use crate::read::Range;

/// Where the budget of a code is.
pub fn budget_key(organisation: &OrganisationId, code: &AccessCodeId) -> Key {
    Key::new(partition(organisation), format!("BUDGET#{code}"))
}

/// The budgets of an organisation.
pub fn budgets(organisation: &OrganisationId) -> Range {
    Range::of(partition(organisation)).prefix("BUDGET#")
}

/// The budgets of all organisations in one of [`SHARDS`] partitions.
pub fn all_budgets(shard: u8) -> Range {
    Range::of_index(shard_partition(shard))
}

/// What was spent in a month under each of these codes, at most a hundred, in one round trip. Codes under which nothing was spent are absent.
pub async fn spent<'a>(
    store: &Store,
    month: Month,
    codes: impl IntoIterator<Item = (&'a OrganisationId, &'a AccessCodeId)>,
) -> Result<HashMap<(OrganisationId, AccessCodeId), Sum>, Error> {
    let keys: HashMap<Key, _> = codes
        .into_iter()
        .map(|(organisation, code)| {
            (total_key(&partition(organisation), month, Some(code)), (organisation.clone(), code.clone()))
        })
        .collect();
    let items = store.batch(keys.keys().cloned().collect()).await?;
    let mut spent = HashMap::with_capacity(items.len());
    for (key, whose) in keys {
        if let Some(item) = items.get(&key) {
            spent.insert(whose, read_total(item)?.iter().map(CodeMonth::sum).sum());
        }
    }
    Ok(spent)
}

fn shard_partition(shard: u8) -> String {
    format!("{}BUDGET#{shard}", Part::Spend.prefix())
}

impl Stored for Budget {
    const PART: Part = Part::Spend;
    const KIND: &'static str = "spend-budget";

    fn key(&self) -> Key {
        budget_key(&self.organisation, &self.code)
    }

    fn index(&self) -> Option<IndexKey> {
        let shard = self.organisation.as_str().bytes().last().unwrap_or_default() % SHARDS;
        Some(IndexKey::new(shard_partition(shard), format!("{}#{}", self.organisation, self.code)))
    }
}
