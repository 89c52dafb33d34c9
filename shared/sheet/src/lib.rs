//! Tables people fill in: reading rows out of a CSV file or an XLSX workbook somebody sent, and making the empty ones they begin with.
//!
//! What is sent is hostile until it is shown not to be: a file is bounded in bytes, in bytes once unpacked, in rows, columns and length of a
//! cell, and nothing in it is ever computed.

mod csv_file;
pub mod overview;
mod read;
mod template;
mod workbook;

pub use read::{LARGEST_FILE, NotReadable, read};
pub use template::{Format, table, template};
