//! `balie serve`: everything in one process on one machine.

pub mod controls;
pub mod engines;
pub mod gateway;
pub mod guard;
pub mod instant;
pub mod mailbox;
pub mod schedules;
pub mod state;
pub mod web;
