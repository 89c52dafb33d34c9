//! Forms to fill in, and what is checked while one does. One file per operation.

use runtime::Operation;

/// Every operation of this capability.
pub const fn operations() -> Vec<Operation> {
    Vec::new()
}
