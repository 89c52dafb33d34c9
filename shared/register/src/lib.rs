//! A client for the business register's API (KvK, domain.md 4.6): search, basic profile with its owner and branches, officials;
//! and for the products it sells.
//!
//! The register answers first and never stands in the way: whatever goes wrong comes back as a [`domain::register::NoAnswer`], and the
//! journey goes on with an extract. The same client runs against KvK and against the embedded register; only the address differs.

mod cache;
mod client;
mod http;
mod product;
mod read;
mod trouble;
mod wire;

pub use client::{Found, FoundKind, Query, Register, Settings};
pub use product::{Delivered, Filed};
pub use trouble::Trouble;
