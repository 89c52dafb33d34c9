//! `balie courier`: the stand-in for the partner who identifies people, by itself, for a rehearsed stage. The stage is the one the
//! environment names: the key it signs with is that stage's.

use std::path::PathBuf;
use std::sync::Arc;

use runtime::{App, Config, MissingSetting};

use crate::serve;

/// How the stand-in is run.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Port on this machine.
    #[arg(long)]
    port: u16,
    /// Where people and the stage reach it, without `/courier`.
    #[arg(long)]
    origin: String,
    /// The file that keeps its ledger.
    #[arg(long, default_value = "courier.json")]
    ledger: PathBuf,
}

/// Why it cannot run.
#[derive(Debug, thiserror::Error)]
pub enum CourierError {
    /// The environment names no stage.
    #[error(transparent)]
    Setting(#[from] MissingSetting),
    /// Nobody is identified by a stand-in there.
    #[error("production gets no stand-in")]
    Production,
    /// The port, or the network.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Runs until it is told to stop.
///
/// # Errors
/// When the environment names no stage or production, or the port is taken.
pub async fn run(options: Options) -> Result<(), CourierError> {
    let app = Arc::new(App::new(Config::from_environment()?, |line| println!("{line}")));
    if app.config.stage == "production" {
        return Err(CourierError::Production);
    }
    serve::courier(options.port, options.origin, options.ledger, app).await?;
    Ok(())
}
