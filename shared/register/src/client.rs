//! What Balie asks of the register.

use domain::establishment_number::EstablishmentNumber;
use domain::kvk_number::KvkNumber;
use domain::register::{Answer, Company, NoAnswer};
use form_urlencoded::Serializer;
use jiff::Timestamp;
use secrecy::SecretString;
use serde::de::DeserializeOwned;

use crate::cache::Cache;
use crate::http::{Http, JSON, PDF, Wanted};
use crate::trouble::{Trouble, trouble};
use crate::{read, wire};

/// How many results of a search are asked for.
const PAGE: &str = "20";

/// Where the register is, and with which key.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its address up to and with `/api`, without a slash at the end: `https://api.kvk.nl/api`.
    pub url: String,
    /// The key; never logged.
    pub key: SecretString,
}

/// The register.
#[derive(Debug)]
pub struct Register {
    settings: Option<Settings>,
    http: Http,
    cache: Cache,
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// Words of a name.
    Name(String),
    /// A number.
    Number(KvkNumber),
    /// The number of a branch.
    Branch(EstablishmentNumber),
}

/// One result of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The company's number.
    pub kvk_number: KvkNumber,
    /// The branch it is, when it is one.
    pub establishment_number: Option<EstablishmentNumber>,
    /// Its name.
    pub name: String,
    /// Where it is; absent when that is shielded.
    pub place: Option<String>,
    /// What it is.
    pub kind: FoundKind,
}

/// What a result of a search is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundKind {
    /// A legal person.
    LegalPerson,
    /// A main branch.
    MainBranch,
    /// Another branch.
    Branch,
}

impl Register {
    /// The register at these settings; none means this stage has no access, and every question is answered so.
    pub fn new(settings: Option<Settings>) -> Self {
        let settings =
            settings.map(|settings| Settings { url: settings.url.trim_end_matches('/').to_owned(), ..settings });
        let http = Http::new(settings.as_ref().map_or("", |settings| settings.url.as_str()));
        Self { settings, http, cache: Cache::default() }
    }

    /// Everything about one company, asked at once and remembered for a while. Never an error: trouble is an answer too.
    pub async fn consult(&self, number: &KvkNumber, now: Timestamp) -> Answer {
        match self.company(number, now).await {
            Ok(Some(company)) => Answer::Found { company: Box::new(company) },
            Ok(None) => Answer::Unknown,
            Err(why) => {
                tracing::warn!(%why, "the register gave no answer");
                Answer::NoAnswer { why }
            }
        }
    }

    /// One company with its branches and officials; none when the register knows no such number.
    ///
    /// # Errors
    /// When the register gives no answer. Officials alone missing is no error: the company says why.
    pub async fn company(&self, number: &KvkNumber, now: Timestamp) -> Result<Option<Company>, NoAnswer> {
        if let Some(known) = self.cache.get(number, now) {
            return Ok(known);
        }
        let Some(Parts { profile, branches, officials }) = self.parts(number).await? else {
            self.cache.put(number, now, None);
            return Ok(None);
        };
        // What is missing for now may be there in a minute; what is not given out stays so.
        let lasting = !matches!(officials, Err(NoAnswer::Busy | NoAnswer::Unreachable | NoAnswer::Failed));
        let company = read::company(profile, branches, officials, now)?;
        if company.kvk_number != *number {
            return Err(NoAnswer::Failed);
        }
        if lasting {
            self.cache.put(number, now, Some(company.clone()));
        }
        Ok(Some(company))
    }

    /// What the published questions tell of a company, asked at once and freshly; none when the register knows no such number.
    pub(crate) async fn parts(&self, number: &KvkNumber) -> Result<Option<Parts>, NoAnswer> {
        let profile = format!("/v1/basisprofielen/{number}");
        let (branches, officials) =
            (format!("{profile}/vestigingen"), format!("/v1/functionarissen/kvknummer/{number}"));
        let (profile, branches, officials) = futures::join!(
            self.get::<wire::Profile>(&profile),
            self.get::<wire::Branches>(&branches),
            self.get::<wire::Officials>(&officials),
        );
        let profile = match profile {
            Ok(profile) => profile,
            Err(Trouble::NothingFound) => return Ok(None),
            Err(trouble) => return Err(trouble.no_answer()),
        };
        let branches = match branches {
            Ok(branches) => branches,
            Err(Trouble::NothingFound) => wire::Branches { vestigingen: Vec::new() },
            Err(trouble) => return Err(trouble.no_answer()),
        };
        let officials = match officials {
            Ok(officials) => Ok(officials),
            Err(Trouble::NothingFound) => Ok(wire::Officials::default()),
            Err(trouble) => Err(trouble.no_answer()),
        };
        Ok(Some(Parts { profile, branches, officials }))
    }

    /// Companies and branches of a name or a number, as the register ranks them.
    ///
    /// # Errors
    /// When the register gives no answer.
    pub async fn search(&self, query: &Query) -> Result<Vec<Found>, NoAnswer> {
        match self.get::<wire::SearchPage>(&format!("/v2/zoeken?{}", query.words())).await {
            Ok(page) => Ok(page.resultaten.into_iter().filter_map(found).collect()),
            Err(Trouble::NothingFound) => Ok(Vec::new()),
            Err(trouble) => Err(trouble.no_answer()),
        }
    }

    pub(crate) async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Trouble> {
        let body = self.fetch(path, &JSON).await?;
        serde_json::from_slice(&body).map_err(|_| NoAnswer::Failed.into())
    }

    /// A file of the register.
    pub(crate) async fn file(&self, path: &str) -> Result<Vec<u8>, Trouble> {
        self.fetch(path, &PDF).await
    }

    async fn fetch(&self, path: &str, wanted: &Wanted) -> Result<Vec<u8>, Trouble> {
        let settings = self.settings.as_ref().ok_or(NoAnswer::NotConnected)?;
        let (status, body) = self.http.get(&format!("{}{path}", settings.url), &settings.key, wanted).await?;
        if status == 200 { Ok(body) } else { Err(trouble(status, &body)) }
    }
}

/// A company as the published questions answer it.
pub(crate) struct Parts {
    pub(crate) profile: wire::Profile,
    pub(crate) branches: wire::Branches,
    /// Or why they are not told.
    pub(crate) officials: Result<wire::Officials, NoAnswer>,
}

impl Query {
    fn words(&self) -> String {
        let mut words = Serializer::new(String::new());
        match self {
            Self::Name(name) => words.append_pair("naam", name),
            Self::Number(number) => words.append_pair("kvkNummer", number.as_str()),
            Self::Branch(number) => words.append_pair("vestigingsnummer", number.as_str()),
        };
        words.append_pair("resultatenPerPagina", PAGE).finish()
    }
}

fn found(result: wire::SearchResult) -> Option<Found> {
    Some(Found {
        kvk_number: result.kvk_nummer.parse().ok()?,
        establishment_number: result.vestigingsnummer.and_then(|number| number.parse().ok()),
        name: result.naam,
        place: result.adres.and_then(|address| address.binnenlands_adres).and_then(|address| address.plaats),
        kind: match result.kind.as_str() {
            "rechtspersoon" => FoundKind::LegalPerson,
            "hoofdvestiging" => FoundKind::MainBranch,
            "nevenvestiging" => FoundKind::Branch,
            _ => return None,
        },
    })
}
