//! Discount codes, and which means used them: one item for each code and means, so that no code is used twice by one.

use api::Part;
use domain::ids::MeansId;
use domain::price::discount::Lookup;
use domain::price::{Code, DiscountCode, DiscountUse};

use crate::Store;
use crate::error::Error;
use crate::item::Stored;
use crate::key::Key;
use crate::read::Range;

/// Every code.
pub fn codes() -> Range {
    Range::of(codes_partition())
}

/// Where a code is.
pub fn key(code: &Code) -> Key {
    Key::new(codes_partition(), code.as_str())
}

/// Where it is noted that a means used a code.
pub fn use_key(code: &Code, means: &MeansId) -> Key {
    Key::new(format!("{}USE#{}", Part::Discount.prefix(), code.as_str()), means.as_str())
}

fn codes_partition() -> String {
    format!("{}CODES", Part::Discount.prefix())
}

/// What is known of a code for a means, in one round trip.
pub async fn lookup(store: &Store, code: &Code, means: &MeansId) -> Result<Lookup, Error> {
    let keys = [key(code), use_key(code, means)];
    let mut found = store.batch(keys.to_vec()).await?;
    let [code, used] = keys.map(|key| found.remove(&key));
    let code = match code {
        Some(item) => Some(item.read::<DiscountCode>(store.keys()).await?.value),
        None => None,
    };
    let used = match used {
        Some(item) => Some(item.read::<DiscountUse>(store.keys()).await?.value),
        None => None,
    };
    Ok(Lookup { code, used })
}

impl Stored for DiscountCode {
    const PART: Part = Part::Discount;
    const KIND: &'static str = "discount-code";

    fn key(&self) -> Key {
        key(&self.code)
    }
}

impl Stored for DiscountUse {
    const PART: Part = Part::Discount;
    const KIND: &'static str = "discount-use";

    fn key(&self) -> Key {
        use_key(&self.code, &self.means)
    }
}
