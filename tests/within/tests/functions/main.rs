//! The functions, each asked in this process against the embedded engine: who may, what is kept, what it costs, what holds under many at once.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod accounts {
    mod attacks;
    mod log_in;
    mod registration;
    mod second_factor;
    mod sessions;
}
mod businesses;
mod catalogue;
mod companies;
mod desk;
mod documents;
mod identification;
mod messages;
mod orders;
mod papers;
mod price;
mod signing;
mod spend;
mod upgrades;
mod workers {
    mod activation_codes;
    mod deletion;
    mod desk;
    mod effects;
    mod identification;
    mod inspect_upload;
    mod invoices;
    mod signing;
    mod tickets;
}
