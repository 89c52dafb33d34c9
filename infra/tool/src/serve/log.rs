//! The log of the local stack: the very lines a function writes, one per request, kept beside the table instead of filling the terminal.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use tracing::Level;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

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
    // The engines report every refusal they give as if it were theirs, and the reader of PDFs everything that is odd about a file; whoever
    // called them reports what matters of it.
    let wanted = Targets::new()
        .with_default(Level::WARN)
        .with_target("dynoxide", Level::ERROR)
        .with_target("lopdf", LevelFilter::OFF)
        .with_target("s3s", LevelFilter::OFF)
        .with_target("s3s_fs", LevelFilter::OFF);
    let reports = tracing_subscriber::fmt::layer().json().with_writer(move || writer.clone()).with_filter(wanted);
    // A second start in one process, as in a test, keeps the first one's.
    let _ = tracing_subscriber::registry().with(reports).try_init();
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
