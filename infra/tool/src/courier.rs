//! `balie courier`: the stand-in for the partner who identifies people, by itself, for a rehearsed stage. The stage is the one the
//! environment names: the key it signs with is that stage's.

use std::path::PathBuf;
use std::sync::Arc;

use api::KeySet;
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
    /// The keys table.
    #[error(transparent)]
    Keys(#[from] store::Error),
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

/// Prints the shared keys, the one in use and the next, for the operator who hands them over.
///
/// # Errors
/// When the environment names no stage, or the keys table refuses.
pub async fn keys() -> Result<(), CourierError> {
    let app = App::new(Config::from_environment()?, |line| println!("{line}"));
    let (keys, now) = (app.store().keys(), app.now());
    let present = keys.current(KeySet::Courier).await?;
    for key in keys.all(KeySet::Courier).await?.iter() {
        let which = match key.use_from {
            at if at > now => "the next",
            _ if key.id == present.id => "in use",
            _ => "the one before",
        };
        let secret: String = key.secret.iter().map(|byte| format!("{byte:02x}")).collect();
        println!("{which}, from {}: {} {secret}", key.use_from, key.id);
    }
    Ok(())
}
