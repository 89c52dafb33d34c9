//! The words of the contract between Balie and whoever calls it: routes, who may call them, what they touch, problems, pages and
//! idempotency keys. The OpenAPI document, the deployment templates and the permissions are printed from these.

pub mod access;
pub mod idempotency;
pub mod page;
pub mod problem;
pub mod route;
pub mod touch;
mod upgrade_refusals;

pub use access::{Access, Role};
pub use idempotency::{IdempotencyKey, NotAKey};
pub use page::{Page, PageQuery};
pub use problem::{FieldError, Problem, ProblemType};
pub use route::{LARGEST_BODY, Method, Route};
pub use touch::{FileTouch, KeySet, Part, Touch};
