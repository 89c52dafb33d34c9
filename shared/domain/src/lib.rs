//! The rules of Balie. No IO, no clock, no randomness: what happens is decided here from the present state, an event, the time and a
//! source of chance, and comes back as the next state with its effects, or as a refusal. Nothing is performed here.

pub mod account;
pub mod chance;
pub mod email;
pub mod establishment_number;
pub mod ids;
pub mod kvk_number;
pub mod language;
pub mod level;
pub mod organisation;
pub mod audit;
pub mod effect;
