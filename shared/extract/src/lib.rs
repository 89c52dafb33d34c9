//! Reads a KvK extract (uittreksel Handelsregister) and judges the file it comes in. Bytes in, verdict out: no IO, no clock.
//!
//! Two questions, asked one after the other:
//! - [`inspect`]: may this file lie in our store and be opened by a colleague (S48)? A refusal has a code the customer's page explains.
//! - [`read_extract`]: which company is it about, and when was it made (domain.md 4.3, 4.4)? What cannot be read is never refused, it goes
//!   before staff.
//!
//! A third, whether KvK's seal is intact, comes between the two and gets a module of its own. [`read_extract`] takes the bytes it may
//! believe, so a seal check hands it only what the seal covers and nothing here has to change for that.

mod active_content;
mod image;
mod inspect;
mod office;
mod pdf;
mod read;
#[cfg(feature = "samples")]
pub mod samples;
mod seal;
mod text;

pub use inspect::{Inspected, InspectionRefusal, MAX_PAGES, MAX_PIXELS, inspect, inspect_file};
pub use read::{Extract, Layout, Unreadable, read_extract};
pub use seal::{Checked, TrustList, TrustListError, check_seal};
