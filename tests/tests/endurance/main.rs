//! What must survive: the process killed at any moment, the mail service down, keys turned under everybody's hands. Each test has a stage
//! of its own.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what it needs")]

mod deletion;
mod keys;
mod killed;
mod outage;
mod overviews;
