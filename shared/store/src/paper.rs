//! Papers, each by the code printed on it: from a sheet on the desk back to its case.

use api::Part;
use domain::upgrade::contract::{Paper, PaperCode};

use crate::item::Stored;
use crate::key::Key;

/// Where a paper is.
pub fn key(code: &PaperCode) -> Key {
    Key::new(format!("{}{}", Part::Paper.prefix(), code.canonical()), "PAPER")
}

impl Stored for Paper {
    const PART: Part = Part::Paper;
    const KIND: &'static str = "paper";

    fn key(&self) -> Key {
        key(&self.contract.code)
    }
}
