//! Published editions. Their heads stand in one partition that every process reads once a minute; each edition whole stands in the
//! partition of its table, and is read once by each process.

use api::Part;
use domain::edition::{Edition, Head, TableName};

use crate::item::Stored;
use crate::key::Key;
use crate::read::Range;

/// The heads of all editions.
pub fn heads() -> Range {
    Range::of(heads_partition())
}

/// Where an edition is.
pub fn key(table: TableName, version: &str) -> Key {
    Key::new(format!("{}{}", Part::Edition.prefix(), table.name()), version)
}

fn heads_partition() -> String {
    format!("{}HEADS", Part::Edition.prefix())
}

impl Stored for Head {
    const PART: Part = Part::Edition;
    const KIND: &'static str = "edition-head";

    fn key(&self) -> Key {
        Key::new(heads_partition(), format!("{}#{}", self.table.name(), self.version))
    }
}

impl Stored for Edition {
    const PART: Part = Part::Edition;
    const KIND: &'static str = "edition";

    fn key(&self) -> Key {
        key(self.head.table, &self.head.version)
    }
}
