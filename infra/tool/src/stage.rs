//! What is done by hand to a deployed stage: planting demo data, running a scheduled worker now. The stage is the one the environment
//! names, with the very variables a function has.

use std::sync::Arc;

use runtime::{App, Config, Failure, MissingSetting, Trigger};
use serde_json::json;

use crate::{house, seed};

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    /// The environment names no stage.
    #[error(transparent)]
    Setting(#[from] MissingSetting),
    /// Demo data has no place there.
    #[error("production gets no demo data")]
    Production,
    /// The demo data.
    #[error(transparent)]
    Seed(#[from] seed::SeedError),
    /// There is no such worker.
    #[error("no scheduled worker is called {0}; there are: {1}")]
    NoSuchJob(String, String),
    /// The worker.
    #[error("{0} failed: {1}")]
    Job(String, Failure),
}

fn app() -> Result<Arc<App>, StageError> {
    Ok(Arc::new(App::new(Config::from_environment()?, |line| println!("{line}"))))
}

/// Plants the demo data and says who can log in.
///
/// # Errors
/// When the environment names no stage or production, or the table refuses.
pub async fn seed() -> Result<(), StageError> {
    let app = app()?;
    if app.config.stage == "production" {
        return Err(StageError::Production);
    }
    seed::plant(&app).await?;
    println!("\n{}", seed::log_ins());
    Ok(())
}

/// Runs a scheduled worker once.
///
/// # Errors
/// When there is no such worker or it fails.
pub async fn job(name: String) -> Result<(), StageError> {
    let scheduled = || house::jobs().into_iter().filter(|entry| matches!(entry.job.trigger, Trigger::Every(_)));
    let Some(entry) = scheduled().find(|entry| entry.job.name == name) else {
        let names: Vec<_> = scheduled().map(|entry| entry.job.name).collect();
        return Err(StageError::NoSuchJob(name, names.join(", ")));
    };
    let app = app()?;
    let event =
        json!({"source": "balie", "detail-type": "Scheduled Event", "time": app.now().to_string(), "detail": {}});
    (entry.call)(app, event).await.map(drop).map_err(|failure| StageError::Job(name, failure))
}
