//! Files for the bank: what is collected by direct debit, as pain.008.001.08 of ISO 20022 (domain.md 2.4).

mod alphabet;
pub mod pain008;
