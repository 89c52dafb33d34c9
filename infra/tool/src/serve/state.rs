//! The folder in which `balie serve` keeps everything between runs: the table, the documents, the mails and how far the workers came.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// An opened state folder. Holds a lock for as long as it lives: two processes on one folder would each perform every effect.
#[derive(Debug)]
pub struct State {
    root: PathBuf,
    _lock: File,
}

/// Why the state folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// Another `balie serve` is using it.
    #[error("{0} is in use by another `balie serve`; stop that one, or give this one a folder of its own with --state")]
    InUse(PathBuf),
    /// It is not a folder of ours, so it is not emptied.
    #[error(
        "{0} holds files Balie did not make, so --fresh leaves it alone; remove it by hand or name another with --state"
    )]
    NotOurs(PathBuf),
    /// The file system refused.
    #[error("cannot use the state folder {0}: {1}")]
    Io(PathBuf, io::Error),
}

/// Everything that may stand in a state folder; `fresh` removes these and nothing else.
const OURS: [&str; 10] = [
    "table.sqlite",
    "table.sqlite-wal",
    "table.sqlite-shm",
    "objects",
    "mail",
    "streams",
    "log.jsonl",
    "seeded",
    "courier.json",
    "courier.half",
];

impl State {
    /// Opens the folder, making it when it is absent; with `fresh`, empties it first.
    ///
    /// # Errors
    /// When another process holds it, when it is not ours to empty, or when the file system refuses.
    pub fn open(root: &Path, fresh: bool) -> Result<Self, StateError> {
        let io = |error| StateError::Io(root.to_owned(), error);
        fs::create_dir_all(root).map_err(io)?;
        let root = root.canonicalize().map_err(io)?;
        let lock = File::create(root.join("lock")).map_err(io)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StateError::InUse(root)),
            Err(TryLockError::Error(error)) => return Err(io(error)),
        }
        if fresh {
            empty(&root)?;
        }
        for folder in ["objects", "mail", "streams"] {
            fs::create_dir_all(root.join(folder)).map_err(io)?;
        }
        Ok(Self { root, _lock: lock })
    }

    /// The table's file.
    pub fn table(&self) -> PathBuf {
        self.root.join("table.sqlite")
    }

    /// The folder with one folder per bucket.
    pub fn objects(&self) -> PathBuf {
        self.root.join("objects")
    }

    /// The folder with one file per mail.
    pub fn mail(&self) -> PathBuf {
        self.root.join("mail")
    }

    /// The stand-in partner's ledger.
    pub fn courier(&self) -> PathBuf {
        self.root.join("courier.json")
    }

    /// How far the worker of this name has read the table's stream.
    pub fn checkpoint(&self, worker: &str) -> PathBuf {
        self.root.join("streams").join(worker)
    }

    /// The log: one JSON line per request.
    pub fn log(&self) -> PathBuf {
        self.root.join("log.jsonl")
    }

    /// Whether the demo data still has to be planted: a first start, or one that was killed while planting.
    pub fn is_new(&self) -> bool {
        !self.root.join("seeded").exists()
    }

    /// The demo data was planted.
    ///
    /// # Errors
    /// When that cannot be noted.
    pub fn is_seeded(&self) -> io::Result<()> {
        fs::write(self.root.join("seeded"), "")
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }
}

fn empty(root: &Path) -> Result<(), StateError> {
    let io = |error| StateError::Io(root.to_owned(), error);
    let entries: Vec<_> = fs::read_dir(root).map_err(io)?.collect::<Result<_, _>>().map_err(io)?;
    let entries: Vec<_> = entries.into_iter().filter(|entry| entry.file_name() != "lock").collect();
    if entries.iter().any(|entry| !OURS.iter().any(|ours| entry.file_name() == *ours)) {
        return Err(StateError::NotOurs(root.to_owned()));
    }
    for entry in entries {
        let removed =
            if entry.path().is_dir() { fs::remove_dir_all(entry.path()) } else { fs::remove_file(entry.path()) };
        removed.map_err(io)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_serves_one_process_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = State::open(folder.path(), false).unwrap();
        assert!(matches!(State::open(folder.path(), true), Err(StateError::InUse(_))));
        drop(first);
        State::open(folder.path(), false).unwrap();
    }

    #[test]
    fn fresh_empties_what_is_ours_and_refuses_what_is_not() {
        let folder = tempfile::tempdir().unwrap();
        drop(State::open(folder.path(), false).unwrap());
        fs::write(folder.path().join("mail/1.eml"), "x").unwrap();
        drop(State::open(folder.path(), true).unwrap());
        assert!(!folder.path().join("mail/1.eml").exists());

        fs::write(folder.path().join("thesis.odt"), "x").unwrap();
        assert!(matches!(State::open(folder.path(), true), Err(StateError::NotOurs(_))));
        assert!(folder.path().join("thesis.odt").exists());
    }
}
