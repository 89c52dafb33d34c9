//! The main function of every Lambda function: three lines there, the rest here.

use std::sync::Arc;

use api::KeySet;
use lambda_http::lambda_runtime::{LambdaEvent, service_fn};
use lambda_runtime::Error;
use serde_json::Value;
use tracing::Level;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::app::App;
use crate::config::Config;
use crate::endpoint::Endpoint;
use crate::job::{Worker, job};
use crate::operation::operation;

/// Serves one endpoint.
pub fn run<E: Endpoint>() -> Result<(), Error> {
    let operation = operation::<E>();
    block_on(async {
        let app = prepare(&operation.keys()).await?;
        lambda_http::run(service_fn(move |event| {
            let answer = (operation.call)(Arc::clone(&app), event);
            async move { Ok::<_, Error>(answer.await) }
        }))
        .await
    })
}

/// Runs one worker.
pub fn work<W: Worker>() -> Result<(), Error> {
    let entry = job::<W>();
    block_on(async {
        let app = prepare(W::JOB.keys).await?;
        lambda_runtime::run(service_fn(move |event: LambdaEvent<Value>| {
            let done = (entry.call)(Arc::clone(&app), event.payload);
            async move { done.await.map_err(Error::from) }
        }))
        .await
    })
}

/// One thread: an instance serves one request at a time, and a second thread doubles the warm cost of a small one.
fn block_on(serving: impl Future<Output = Result<(), Error>>) -> Result<(), Error> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(serving)
}

/// Sets up while start-up is not throttled: the connection to the table is opened and the keys are read before the first request.
async fn prepare(keys: &[KeySet]) -> Result<Arc<App>, Error> {
    // The reader of PDFs warns of everything that is odd about a customer's file; what matters of it the verdict says.
    let wanted = Targets::new().with_default(Level::WARN).with_target("lopdf", LevelFilter::OFF);
    let reports = tracing_subscriber::fmt::layer().json().with_current_span(false).with_filter(wanted);
    tracing_subscriber::registry().with(reports).init();
    #[expect(clippy::print_stdout, reason = "the log of a Lambda function is its standard output")]
    let app = Arc::new(App::new(Config::from_environment()?, |line| println!("{line}")));
    for set in keys {
        if let Err(error) = app.store().keys().all(*set).await {
            tracing::warn!(%error, "keys could not be read at start");
        }
    }
    Ok(app)
}
