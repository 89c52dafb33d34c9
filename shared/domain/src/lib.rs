//! The rules of Balie. No IO, no clock, no randomness: what happens is decided here from the present state, an event, the time and a
//! source of chance, and comes back as the next state with its effects, or as a refusal. Nothing is performed here.

pub mod access_code;
pub mod account;
pub mod address;
pub mod amount;
pub mod appointment;
pub mod audit;
pub mod batch;
pub mod branch;
pub mod bsn;
pub mod catalogue;
pub mod chance;
pub mod days;
pub mod document;
pub mod edition;
pub mod effect;
pub mod email;
pub mod establishment_number;
pub mod extract;
pub mod ids;
pub mod invoice;
pub mod kvk_number;
pub mod language;
pub mod lapse;
pub mod level;
pub mod means;
pub mod means_view;
pub mod name;
pub mod order;
pub mod organisation;
pub mod overview;
pub mod phone;
pub mod power;
pub mod price;
pub mod product;
pub mod register;
pub mod service_desk;
pub mod spend;
pub mod taking;
pub mod ticket;
pub mod upgrade;

mod typed_code;
