//! The business register on one machine: KvK's API in KvK's shapes, with its published test numbers (domain.md 4.6) and made-up people. The
//! same client speaks to it as to KvK; `balie serve`, the rehearsed deployment and the tests use it.

mod products;
mod shapes;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use products::Products;
use shapes::Company;

/// The key it takes. It opens nothing but this register, on loopback.
pub const KEY: &str = "embedded-register";

/// The embedded register.
#[derive(Debug, Clone)]
pub struct EmbeddedRegister {
    companies: Arc<BTreeMap<String, Company>>,
    products: Arc<BTreeMap<String, Products>>,
    finished: Arc<Mutex<BTreeSet<String>>>,
    down: Arc<AtomicBool>,
    asked: Arc<AtomicUsize>,
}

impl EmbeddedRegister {
    /// With every test number in it.
    ///
    /// # Errors
    /// When its data cannot be read: a mistake in `companies.json`.
    pub fn open() -> Result<Self, serde_json::Error> {
        let companies: Vec<Company> = serde_json::from_str(include_str!("companies.json"))?;
        let companies = companies.into_iter().map(|company| (company.number.clone(), company)).collect();
        let products: BTreeMap<String, Products> = serde_json::from_str(include_str!("products.json"))?;
        Ok(Self {
            companies: Arc::new(companies),
            products: Arc::new(products),
            finished: Arc::default(),
            down: Arc::default(),
            asked: Arc::default(),
        })
    }

    /// Takes it down, or up again: while down every answer is a technical error.
    pub fn set_down(&self, down: bool) {
        self.down.store(down, Ordering::Relaxed);
    }

    /// Ends the work on a company whose questions are answered with an error: from now on they are answered as any other's.
    pub fn finish(&self, number: &str) {
        self.finished.lock().unwrap_or_else(PoisonError::into_inner).insert(number.to_owned());
    }

    fn is_finished(&self, number: &str) -> bool {
        self.finished.lock().unwrap_or_else(PoisonError::into_inner).contains(number)
    }

    /// How many requests were answered so far.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    /// Answers KvK's paths, all under `/api`.
    pub fn router(&self) -> Router {
        let api = Router::new()
            .route("/v2/zoeken", get(search))
            .route("/v1/basisprofielen/{number}", get(profile))
            .route("/v1/basisprofielen/{number}/eigenaar", get(owner))
            .route("/v1/basisprofielen/{number}/hoofdvestiging", get(main_branch))
            .route("/v1/basisprofielen/{number}/vestigingen", get(branches))
            .route("/v1/functionarissen/kvknummer/{number}", get(officials))
            .route("/v1/producten/{number}/deponeringen", get(products::filings))
            .route("/v1/producten/{number}/{product}", get(products::product))
            .route("/v1/producten/{number}/{product}/{filing}", get(products::filed))
            .with_state(self.clone());
        Router::new().nest("/api", api)
    }

    /// Answers on this listener, in the background.
    pub fn serve(&self, listener: TcpListener) {
        let router = self.router();
        tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                tracing::warn!(%error, "the embedded register stopped");
            }
        });
    }

    /// The company of a number, if the caller may ask and nothing is wrong with the number.
    fn company(&self, headers: &HeaderMap, number: &str) -> Result<&Company, Refused> {
        self.admit(headers)?;
        if number.len() != 8 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(error("IPD0004"));
        }
        let company = self.companies.get(number).ok_or_else(|| error("IPD5200"))?;
        let trouble = company.error.as_deref().filter(|_| !self.is_finished(number));
        trouble.map_or(Ok(company), |code| Err(error(code)))
    }

    fn admit(&self, headers: &HeaderMap) -> Result<(), Refused> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if self.down.load(Ordering::Relaxed) {
            return Err(error("IPD9999"));
        }
        let key = headers.get("apikey").and_then(|key| key.to_str().ok());
        if key == Some(KEY) { Ok(()) } else { Err(Refused::WrongKey) }
    }
}

type Answer = Result<Json<Value>, Refused>;

async fn search(
    State(register): State<EmbeddedRegister>,
    headers: HeaderMap,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Answer {
    const KNOWN: [&str; 9] = [
        "kvkNummer",
        "rsin",
        "vestigingsnummer",
        "naam",
        "straatnaam",
        "plaats",
        "type",
        "pagina",
        "resultatenPerPagina",
    ];
    register.admit(&headers)?;
    // Unknown parameters are errors since November 2021.
    if asked.keys().any(|name| !KNOWN.contains(&name.as_str())) {
        return Err(error("IPD1998"));
    }
    let wanted = |name: &str| asked.get(name).map(|value| value.to_lowercase());
    let (number, name, place) = (wanted("kvkNummer"), wanted("naam"), wanted("plaats"));
    let branch = wanted("vestigingsnummer");
    if branch.as_deref().is_some_and(|branch| branch.len() != 12) {
        return Err(error("IPD0006"));
    }
    if let Some(number) = number.as_deref().filter(|number| number.len() != 8) {
        tracing::debug!(digits = number.len(), "a number of another length was asked for");
        return Err(error("IPD0004"));
    }
    let fits = |company: &&Company| {
        number.as_deref().is_none_or(|number| company.number == number)
            && name.as_deref().is_none_or(|words| company.has_words(words))
            && place.as_deref().is_none_or(|place| company.place.to_lowercase() == place)
    };
    // Inactive registrations are left out unless asked for, as at KvK.
    let all: Vec<Value> = register
        .companies
        .values()
        .filter(fits)
        .filter(|company| company.ended.is_none() && company.struck_off.is_none())
        .flat_map(Company::search_results)
        .filter(|result| {
            branch.as_deref().is_none_or(|branch| result.get("vestigingsnummer").is_some_and(|number| number == branch))
        })
        .collect();
    if all.is_empty() {
        return Err(error("IPD5200"));
    }
    let per_page: usize = asked.get("resultatenPerPagina").and_then(|text| text.parse().ok()).unwrap_or(10).min(100);
    let page: usize = asked.get("pagina").and_then(|text| text.parse().ok()).unwrap_or(1).max(1);
    let shown: Vec<&Value> = all.iter().skip((page - 1) * per_page).take(per_page).collect();
    Ok(Json(
        json!({"pagina": page, "resultatenPerPagina": per_page, "totaal": all.len(), "resultaten": shown, "links": []}),
    ))
}

async fn profile(State(register): State<EmbeddedRegister>, Path(number): Path<String>, headers: HeaderMap) -> Answer {
    Ok(Json(register.company(&headers, &number)?.profile()))
}

async fn owner(State(register): State<EmbeddedRegister>, Path(number): Path<String>, headers: HeaderMap) -> Answer {
    Ok(Json(register.company(&headers, &number)?.owner()))
}

async fn main_branch(
    State(register): State<EmbeddedRegister>,
    Path(number): Path<String>,
    headers: HeaderMap,
) -> Answer {
    register.company(&headers, &number)?.main_branch().map(Json).ok_or_else(|| error("IPD5200"))
}

async fn branches(State(register): State<EmbeddedRegister>, Path(number): Path<String>, headers: HeaderMap) -> Answer {
    Ok(Json(register.company(&headers, &number)?.branches()))
}

async fn officials(State(register): State<EmbeddedRegister>, Path(number): Path<String>, headers: HeaderMap) -> Answer {
    let company = register.company(&headers, &number)?;
    match &company.officials_error {
        Some(code) => Err(error(code)),
        None => Ok(Json(company.officials())),
    }
}

/// Why it does not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Refused {
    /// The key is not the one it takes.
    WrongKey,
    /// A documented error, by its code.
    Error(String),
}

fn error(code: &str) -> Refused {
    Refused::Error(code.to_owned())
}

impl IntoResponse for Refused {
    /// A documented error in KvK's shape.
    fn into_response(self) -> Response {
        let Self::Error(code) = self else { return StatusCode::UNAUTHORIZED.into_response() };
        let (status, words) = match code.as_str() {
            "IPD5200" => (StatusCode::NOT_FOUND, "Er zijn geen gegevens gevonden die voldoen aan de zoekvraag."),
            "IPD0004" => (StatusCode::BAD_REQUEST, "Het KVK-nummer is niet valide."),
            "IPD0001" => (StatusCode::NOT_FOUND, "Het gevraagde product bestaat niet."),
            "IPD0005" => (StatusCode::BAD_REQUEST, "Het KVK-nummer is niet leverbaar."),
            "IPD0006" => (StatusCode::BAD_REQUEST, "Het vestigingsnummer is niet valide."),
            "IPD1002" => {
                (StatusCode::NOT_FOUND, "Het product kan niet worden geleverd omdat de inschrijving wordt verwerkt.")
            }
            "IPD1998" => (StatusCode::BAD_REQUEST, "De opgegeven parameters zijn niet valide."),
            _ => (StatusCode::INTERNAL_SERVER_ERROR, "Er is een technische fout opgetreden."),
        };
        (status, Json(json!({"fout": [{"code": code, "omschrijving": words}]}))).into_response()
    }
}
