//! How far a worker has read.

use std::io;
use std::path::PathBuf;

/// How far one worker has come, on disk.
#[derive(Debug)]
pub struct Checkpoint(PathBuf);

impl Checkpoint {
    /// The checkpoint in this file.
    pub const fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// The number of the last record that was handled.
    pub(super) fn read(&self) -> io::Result<Option<String>> {
        match std::fs::read_to_string(&self.0) {
            Ok(number) => Ok(Some(number.trim().to_owned()).filter(|number| !number.is_empty())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Notes the number of the last record that was handled. Written beside and moved over, so a kill leaves either the old number or the new one.
    pub(super) fn write(&self, number: &str) -> io::Result<()> {
        let beside = self.0.with_extension("new");
        std::fs::write(&beside, number)?;
        std::fs::rename(beside, &self.0)
    }
}
