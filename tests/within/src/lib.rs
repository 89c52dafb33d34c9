//! What tests of functions start from: a table in memory with somebody in it, and functions to ask in this process. What only the world
//! sees is tested from outside (`tests/tests`); here tests look at what was kept, count what it cost, and set up what no customer can.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "this crate is tests: what does not hold must stop them"
)]

pub mod cases;
pub mod jobs;
pub mod people;
