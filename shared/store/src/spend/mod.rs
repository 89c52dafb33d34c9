//! What organisations spend: lines, their totals, the head of each month.
//!
//! | item | partition | sort key | in the index |
//! |--|--|--|--|
//! | line | `SPEND#<org>#LINES` | `<month>#<line>` | `SPEND#<org>#<code>#<label>#<product>` under the same sort key |
//! | the same line under its own reference | `SPEND#<org>#REF#<hmac>` | `<month>#<line>` | `SPEND#<org>#REF#<hmac>#<code>#<label>#<product>` |
//! | total of a month and code, by label and product | `SPEND#<org>` | `TOTAL#<month>#<code>` | |
//! | total of a reference | `SPEND#<org>#REF#<hmac>` | `TOTAL#<month>#<code>` | |
//! | budget of a code | `SPEND#<org>` | `BUDGET#<code>` | `SPEND#BUDGET#<0..15>` under organisation and code |
//! | head of a month | `SPEND#<org>` | `MONTH#<month>` | `SPEND#MONTH#<month>#<0..15>` under the organisation |
//!
//! A line sorts by the month it is booked in and then by time, in the table and in the index alike, so that one place serves as cursor in
//! both. Totals tell which groups of code, label and product there are, and so which few partitions of the index answer a filter. The head is in the
//! index and is written anew by every booking, but never changed by one: the index is written once for each organisation and month, and no
//! partition of it gets hot. Where there is no code, `-` stands for it; labels stand in keys by
//! a digest.
//!
//! **Booking** costs three items in the transaction that sets it in motion, and none is read: the line, the total, the head. Own references
//! cost two more each. **Shutting** a month is one update of its head; every booking is held to a head that is not shut, so after it the
//! totals of the month are final and may be invoiced.

mod book;
mod budget;
mod head;
mod ledger;
mod places;
mod total;

use api::{Part, Touch};

pub use book::book;
pub use budget::{all_budgets, budget_key, budgets, spent};
pub use head::{all_heads, head_key, heads, invoice, of_month, shut};
pub use ledger::{Ledger, LinePage, LinePlace, Which};
pub use places::{lines, lines_between, lines_of};

/// What booking touches. Lines with an own reference also need [`api::KeySet::Index`], and every line [`api::KeySet::Data`].
pub const BOOKING: Touch = Touch::put(Part::Spend).and(Touch::update(Part::Spend));

/// Over how many partitions of the index the organisations of a month are spread.
pub const SHARDS: u8 = 16;
