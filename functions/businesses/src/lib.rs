//! Member businesses: letters with a PIN, opening one with it, and who opened it. One file per operation.

use runtime::Operation;

/// Every operation of this capability.
pub const fn operations() -> Vec<Operation> {
    Vec::new()
}
