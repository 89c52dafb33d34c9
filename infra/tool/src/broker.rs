//! `balie broker`: the stand-in for the broker of eHerkenning, by itself, for a rehearsed stage; and `balie broker-key`, for a real one.

use std::sync::Arc;

use api::KeySet;
use runtime::{App, Config, MissingSetting};

use crate::serve;
use crate::serve::engines::broker::public_key;

/// How the stand-in is run.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Port on this machine.
    #[arg(long)]
    port: u16,
    /// Where people and the stage reach it, without `/broker`.
    #[arg(long)]
    origin: String,
}

/// Why it cannot run.
#[derive(Debug, thiserror::Error)]
pub enum BrokerError {
    /// The environment names no stage.
    #[error(transparent)]
    Setting(#[from] MissingSetting),
    /// Nobody is vouched for by a stand-in there.
    #[error("production gets no stand-in")]
    Production,
    /// The keys table.
    #[error(transparent)]
    Keys(#[from] store::Error),
    /// The key in use is a secret the broker gave, and has no public half.
    #[error("the key in use is a secret of the broker's, and has no public half")]
    Secret,
    /// The port, or the network.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Runs until it is told to stop.
///
/// # Errors
/// When the environment names no stage or production, or the port is taken.
pub async fn run(options: Options) -> Result<(), BrokerError> {
    let app = Arc::new(App::new(Config::from_environment()?, |line| println!("{line}")));
    if app.config.stage == "production" {
        return Err(BrokerError::Production);
    }
    serve::broker(options.port, options.origin, app).await?;
    Ok(())
}

/// Prints the public half of the key in use, as a JWK.
///
/// # Errors
/// When the environment names no stage, the keys table refuses, or the key is a secret.
pub async fn key() -> Result<(), BrokerError> {
    let app = App::new(Config::from_environment()?, |line| println!("{line}"));
    let key = app.store().keys().current(KeySet::Broker).await?;
    println!("{}", public_key(&key).ok_or(BrokerError::Secret)?);
    Ok(())
}
