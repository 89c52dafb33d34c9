//! What Balie does for people, and refuses to do. Runs against `balie serve` and against a deployed stage alike.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what it needs"
)]

mod access_codes;
mod accounts;
mod addresses;
mod after;
mod applications;
mod apprenticeship;
mod attacker;
mod attempts;
mod batches;
mod businesses;
mod cases;
mod catalogue;
mod certified_provider;
mod collections;
mod contract;
mod deletion;
mod desk;
mod documents;
mod eherkenning;
mod enumeration;
mod extracts;
mod folders;
mod forms;
mod identification;
mod invoices;
mod mandates;
mod orders;
mod overviews;
mod papers;
mod passwords;
mod powers;
mod registration;
mod second_factor;
mod sessions;
mod signing;
mod spend;
mod submissions;
mod tenants;
mod tickets;
