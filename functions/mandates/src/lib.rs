//! Direct-debit mandates, as whoever gives one sees them. One file per operation.

use runtime::Operation;

/// Every operation of this capability.
pub const fn operations() -> Vec<Operation> {
    Vec::new()
}
