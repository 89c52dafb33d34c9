//! For staff and those who sign: forms that were handed in. One file per operation.

use runtime::Operation;

/// Every operation of this capability.
pub const fn operations() -> Vec<Operation> {
    Vec::new()
}
