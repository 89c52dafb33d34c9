//! Tests that see Balie as the world does: over HTTP, and through the mailbox. The same tests run against `balie serve`, started by the
//! tests themselves, and against a deployed stage named by `BALIE_BASE_URL`.
//!
//! A test reads as it would be told: who, does what, sees this, gets that mail.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "this crate is tests: what does not hold must stop them, with words"
)]

mod answer;
mod board;
mod browser;
mod case;
mod clock;
mod contract_board;
mod courier;
mod eherkenning;
pub mod folders;
mod inbox;
pub mod letters;
mod people;
mod process;
mod stage;

pub use answer::Answer;
pub use board::{Signer, another_six, handed_in_by_a_board, signature};
pub use browser::{Browser, Client};
pub use case::{Case, Desk, extract_of, other_code};
pub use clock::{in_one_quarter, now, today};
pub use contract_board::{ContractSigner, FilledContract, minor_contract};
pub use courier::Courier;
pub use eherkenning::{Eherkenning, query};
pub use inbox::{Inbox, Mail};
pub use people::{MemberBusiness, Person, SEEDED_PASSPHRASE, Seeded, unlikely, unused_address};
pub use stage::Stage;
