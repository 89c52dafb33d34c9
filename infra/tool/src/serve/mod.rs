//! `balie serve`: everything in one process on one machine. Every endpoint, the workers on the table's stream, on uploads and on schedules,
//! the web client and a mailbox, on engines that speak the real protocols, so that the same SDK calls run as in AWS.

mod controls;
pub mod engines;
mod gateway;
mod guard;
mod instant;
mod log;
mod mailbox;
mod schedules;
mod state;
mod web;
mod welcome;
mod workers;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::middleware;
use axum::response::Response;
use domain::email::Email;
use domain::service_desk::ServiceDesk;
use embedded::kvk::EmbeddedRegister;
use http::HeaderValue;
use jiff::SignedDuration;
use runtime::{App, Config};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tower::ServiceExt as _;

use self::controls::Controls;
use self::engines::ses::Outage;
use self::engines::{broker, courier, dynamodb, s3, ses};
use self::gateway::{Call, Gateway};
use self::mailbox::Mailbox;
use self::state::State;
use self::workers::Workers;
use crate::house;
use crate::seed;

/// Whose seals are believed here: the authority that seals the samples. A deployed stage is told its own (docs/operating.md).
const TRUST_LIST: &str = include_str!("../../../../shared/extract/samples-src/authority/trust-list.json");

/// How the local stack is run.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Port for the pages, the API and the mailbox; 0 takes any that is free.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Port at which documents are up- and downloaded; without it, the one after --port, or any that is free.
    #[arg(long)]
    documents_port: Option<u16>,
    /// The folder that keeps everything between runs.
    #[arg(long, default_value = ".balie")]
    state: PathBuf,
    /// Start anew: throw away what the folder keeps.
    #[arg(long)]
    fresh: bool,
    /// The built web client.
    #[arg(long, default_value = "web/dist")]
    web: PathBuf,
    /// Let tests move the clock, take the mail service down and run scheduled workers, under /_test.
    #[arg(long)]
    test_controls: bool,
}

/// Why the local stack cannot run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The state folder.
    #[error(transparent)]
    State(#[from] state::StateError),
    /// The table.
    #[error("the table cannot be opened: {0}")]
    Table(#[from] dynoxide::DynoxideError),
    /// The documents.
    #[error(transparent)]
    Documents(#[from] s3::S3Error),
    /// A port.
    #[error("port {0} cannot be used: {1}. Name another with --port, or 0 for any")]
    Port(u16, std::io::Error),
    /// The keys everything else is signed and sealed with.
    #[error("the keys cannot be made: {0}")]
    Keys(store::Error),
    /// The demo data.
    #[error(transparent)]
    Seed(#[from] seed::SeedError),
    /// A worker.
    #[error(transparent)]
    Workers(#[from] workers::WorkersError),
    /// Anything else the system refuses.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A setting of the machine is not what it should be.
    #[error(transparent)]
    Setting(#[from] runtime::MissingSetting),
    /// An origin that cannot stand in a header.
    #[error(transparent)]
    Origin(#[from] http::header::InvalidHeaderValue),
}

/// Listeners for everything, taken before anything is started, so that each part knows where the others are.
struct Ports {
    front: TcpListener,
    documents: TcpListener,
    table: TcpListener,
    mail: TcpListener,
    kvk: TcpListener,
}

impl Ports {
    async fn take(options: &Options) -> Result<Self, ServeError> {
        let at = |port: u16| async move { engines::listen(port).await.map_err(|error| ServeError::Port(port, error)) };
        let front = at(options.port).await?;
        let documents = match options.documents_port {
            Some(port) => at(port).await?,
            None => match options.port.checked_add(1).filter(|next| *next > 1) {
                Some(next) => match engines::listen(next).await {
                    Ok(listener) => listener,
                    Err(_) => at(0).await?,
                },
                None => at(0).await?,
            },
        };
        Ok(Self { front, documents, table: at(0).await?, mail: at(0).await?, kvk: at(0).await? })
    }
}

/// A setting of the machine's own, as a function would have it.
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The service desk of the machine's settings, else the KvK's (seed 000).
fn service_desk() -> Result<Option<ServiceDesk>, ServeError> {
    let usual = |name: &str| setting(name).or_else(|| (name == "BALIE_DESK_PHONE").then(|| "088 585 1 585".to_owned()));
    Ok(runtime::service_desk(usual)?)
}

/// Where the desk is told of what waits.
fn desk_mailbox() -> Result<Option<Email>, ServeError> {
    let usual = |name: &str| setting(name).or_else(|| Some("balie@desk.example".to_owned()));
    Ok(runtime::desk_mailbox(usual)?)
}

fn origin(listener: &TcpListener) -> std::io::Result<String> {
    Ok(format!("http://localhost:{}", listener.local_addr()?.port()))
}

/// Runs until it is told to stop.
///
/// # Errors
/// When it cannot start: the folder is in use, a port is taken, or the demo data cannot be written.
pub async fn run(options: Options) -> Result<(), ServeError> {
    let state = State::open(&options.state, options.fresh)?;
    let log = log::to_file(&state.log())?;
    let ports = Ports::take(&options).await?;
    let (here, documents) = (origin(&ports.front)?, origin(&ports.documents)?);
    let (table, mail, kvk) = (origin(&ports.table)?, origin(&ports.mail)?, origin(&ports.kvk)?);

    let database = dynamodb::open(&state.table())?;
    dynamodb::serve(&database, ports.table);
    let (uploaded, arrivals) = mpsc::unbounded_channel();
    let bucket = s3::open(&state.objects(), uploaded.clone(), options.test_controls)?;
    s3::serve(bucket, ports.documents, HeaderValue::try_from(&here)?);
    let mailbox = Mailbox::open(state.mail());
    let outage = Outage::default();
    ses::serve(mailbox.clone(), outage.clone(), ports.mail);
    let business_register = EmbeddedRegister::open().map_err(std::io::Error::from)?;
    business_register.serve(ports.kvk);

    let config = Config {
        stage: "local".to_owned(),
        table: dynamodb::TABLE.to_owned(),
        keys_table: dynamodb::KEYS_TABLE.to_owned(),
        uploads_bucket: s3::UPLOADS.to_owned(),
        identity_key: None,
        origin: here.clone(),
        mail_from: "balie@balie.example".to_owned(),
        edge: None,
        region: engines::REGION.to_owned(),
        dynamodb_endpoint: Some(table.clone()),
        s3_endpoint: Some(documents.clone()),
        ses_endpoint: Some(mail.clone()),
        courier_url: Some(format!("{here}/courier")),
        till: Some(engines::till::settings(&here)),
        broker: Some(runtime::BrokerSettings::from_environment().unwrap_or_else(|| broker::settings(&here))),
        trust_list: Some(TRUST_LIST.to_owned()),
        register: Some(register::Settings { url: format!("{kvk}/api"), key: embedded::kvk::KEY.to_owned().into() }),
        service_desk: service_desk()?,
        desk_mailbox: desk_mailbox()?,
        largest_file: runtime::largest_file(setting)?,
        credentials: engines::credentials(),
    };
    let app = Arc::new(App::new(config, move |line| log.line(line)));
    let workers = Workers::of(house::jobs(), &app)?;
    runtime::key_making::make_missing(app.store().keys(), app.now(), app.chance()).await.map_err(ServeError::Keys)?;
    if state.is_new() {
        seed::plant(&app).await?;
        state.is_seeded()?;
    }
    for left in engines::uploads::left_over(&state.objects(), s3::UPLOADS)? {
        // The receiver lives as long as the process.
        let _ = uploaded.send(left);
    }
    let scheduled = workers.by_name();
    let progress = workers.start(&database, &state, arrivals, app.clone());

    let told = app.clone();
    let partner = courier::StandIn::open(state.courier(), here.clone(), app.store().keys().clone(), move || told.now());
    partner.send_left_over();
    let told = app.clone();
    let vouching =
        broker::StandIn::new(here.clone(), app.store().keys().clone(), move || told.now()).map_err(ServeError::Keys)?;
    let mut pages = mailbox::router(mailbox).merge(partner.router()).merge(vouching.router());
    let told = app.clone();
    pages = pages.merge(engines::till::StandIn::new(here.clone(), move || told.now()).router());
    if options.test_controls {
        let client_key = app.store().keys().current(api::KeySet::Broker).await.map_err(ServeError::Keys)?;
        let client_key = broker::public_key(&client_key);
        let moved = app.clone();
        pages = pages.merge(controls::router(Controls {
            outage,
            register: business_register,
            advance: Box::new(move |seconds| {
                moved.advance_clock(SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX)));
            }),
            crowd: {
                let app = app.clone();
                Box::new(move |kvk_number, count| {
                    let cx = runtime::Context::of_tool(app.clone());
                    Box::pin(
                        async move { seed::crowd(&cx, &kvk_number, count).await.map_err(|error| error.to_string()) },
                    )
                })
            },
            lines: {
                let app = app.clone();
                Box::new(move |kvk_number, count| {
                    let cx = runtime::Context::of_tool(app.clone());
                    Box::pin(
                        async move { seed::lines(&cx, &kvk_number, count).await.map_err(|error| error.to_string()) },
                    )
                })
            },
            subscribers: {
                let app = app.clone();
                Box::new(move |count, lines| {
                    let cx = runtime::Context::of_tool(app.clone());
                    Box::pin(
                        async move { seed::subscribers(&cx, count, lines).await.map_err(|error| error.to_string()) },
                    )
                })
            },
            opened_business: {
                let app = app.clone();
                Box::new(move |account| {
                    let cx = runtime::Context::of_tool(app.clone());
                    Box::pin(
                        async move { seed::opened_business(&cx, &account).await.map_err(|error| error.to_string()) },
                    )
                })
            },
            settled: {
                let app = app.clone();
                Box::new(move || {
                    let (progress, at) = (progress.clone(), app.now());
                    Box::pin(async move { progress.reaches(at).await })
                })
            },
            jobs: scheduled,
            engines: json!({
                "dynamodb": table, "s3": documents, "ses": mail,
                "brokerKey": client_key,
                "accessKeyId": engines::ACCESS_KEY, "secretAccessKey": engines::SECRET_KEY, "region": engines::REGION,
            }),
        }));
    }
    let front = Arc::new(Front { gateway: gateway(&app), web: web::router(&options.web, &documents)? });
    let router =
        Router::new().fallback(answer).with_state(front).merge(pages).layer(middleware::from_fn(guard::own_name_only));
    welcome::print(&here, &documents, &state, &options.web);
    let served = axum::serve(ports.front, router.into_make_service_with_connect_info::<SocketAddr>());
    tokio::select! {
        served = async { served.await } => Ok(served?),
        () = stopped() => Ok(()),
    }
}

/// Runs the embedded business register alone until it is told to stop.
///
/// # Errors
/// When the port is taken.
pub async fn register(port: u16) -> Result<(), ServeError> {
    let listener = engines::listen(port).await.map_err(|error| ServeError::Port(port, error))?;
    println!("http://{}/api", listener.local_addr()?);
    EmbeddedRegister::open().map_err(std::io::Error::from)?.serve(listener);
    stopped().await;
    Ok(())
}

/// Serves the stand-in broker of eHerkenning alone, for a stage that runs elsewhere.
///
/// # Errors
/// When the port is taken, or no key can be made.
pub async fn broker(port: u16, origin: String, app: Arc<App>) -> std::io::Result<()> {
    let keys = app.store().keys().clone();
    let vouching = broker::StandIn::new(origin, keys, move || app.now()).map_err(std::io::Error::other)?;
    axum::serve(engines::listen(port).await?, vouching.router()).await
}

/// Serves the stand-in partner alone, for a stage that runs elsewhere.
///
/// # Errors
/// When the port is taken.
pub async fn courier(port: u16, origin: String, ledger: PathBuf, app: Arc<App>) -> std::io::Result<()> {
    let keys = app.store().keys().clone();
    let partner = courier::StandIn::open(ledger, origin, keys, move || app.now());
    partner.send_left_over();
    axum::serve(engines::listen(port).await?, partner.router()).await
}

/// What answers at the one origin: the gateway for its paths, the web client for the others.
struct Front {
    gateway: Gateway,
    web: Router,
}

async fn answer(
    Shared(front): Shared<Arc<Front>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    if front.gateway.owns(request.uri().path()) {
        return front.gateway.answer(request, peer.ip()).await;
    }
    match front.web.clone().oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

fn gateway(app: &Arc<App>) -> Gateway {
    let operations = house::capabilities().into_iter().flat_map(|capability| capability.operations).map(|operation| {
        let app = app.clone();
        let call: Call = Arc::new(move |request| (operation.call)(app.clone(), request));
        (operation.route.method.name(), operation.route.path, call)
    });
    Gateway::new(operations, app.config.origin.clone())
}

/// Asked to stop: from the keyboard, or by whoever started it.
async fn stopped() {
    let asked = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut told) => {
            tokio::select! { _ = asked => {} _ = told.recv() => {} }
        }
        Err(_) => {
            let _ = asked.await;
        }
    }
}
