//! Documents of a member business by topic, and templates. One file per operation.

use runtime::Operation;

/// Every operation of this capability.
pub const fn operations() -> Vec<Operation> {
    Vec::new()
}
