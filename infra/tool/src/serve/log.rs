//! The log of the local stack: the very lines a function writes, one per request, kept beside the table instead of filling the terminal.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use tracing::Level;

/// Where lines go.
#[derive(Debug, Clone)]
pub struct Log(Arc<Mutex<File>>);

/// Opens the log, and sends there what the libraries report too.
///
/// # Errors
/// When the file cannot be opened.
pub fn to_file(path: &Path) -> io::Result<Log> {
    let log = Log(Arc::new(Mutex::new(OpenOptions::new().create(true).append(true).open(path)?)));
    let writer = log.clone();
    let reports = tracing_subscriber::fmt().json().with_max_level(Level::WARN).with_writer(move || writer.clone());
    // A second start in one process, as in a test, keeps the first one's.
    let _ = reports.try_init();
    Ok(log)
}

impl Log {
    /// Writes one line.
    pub fn line(&self, line: &str) {
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A log that cannot be written must not stop the work.
        let _ = file.write_all(format!("{line}\n").as_bytes());
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).flush()
    }
}
