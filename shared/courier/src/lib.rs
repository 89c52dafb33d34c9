//! The partner who identifies people, face to face or at a distance (domain.md 5): what he is asked, how what he tells is known to be his.
//!
//! Both sides sign with the same key, in one header (see [`signature`]): what we ask of the partner, and the events he sends back to
//! `receive-identification`. The key has two windows that overlap, so that neither side has to change it at an agreed minute (S62).

mod client;
pub mod signature;
mod words;

pub use client::{Courier, NotConnected, SignedPost, Trouble};
pub use words::{Assigned, AssignmentRequest, Contact, DocumentToShow, PersonToSee};
