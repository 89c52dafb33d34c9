//! `get-mandate`: one mandate with what happened to it, and its papers once they are made.

use api::{FileTouch, KeySet, Part, Route, Touch};
use domain::document::DownloadLink;
use domain::ids::AccountId;
use domain::mandate::{Event, Mandate, MandateView, Scheme, What, Who};
use jiff::Timestamp;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person, TICKET_LIFE};
use schemars::JsonSchema;
use serde::Serialize;

use crate::mandates::{MandatePath, find};
use crate::problems::Refused;

/// Shows a mandate.
pub struct GetMandate;

/// A mandate, whole.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OpenedMandate {
    /// The mandate.
    pub mandate: MandateView,
    /// What happened to it, oldest first.
    pub timeline: Vec<MandateEventView>,
    /// What whoever looks shows besides his password when he signs it.
    pub sign_with: SignWith,
    /// Its paper; none until it is signed and the paper is made.
    pub paper: Option<DownloadLink>,
    /// What its bank is to be told before the first collection, of a B2B mandate.
    pub bank_form: Option<DownloadLink>,
}

/// One thing that happened.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MandateEventView {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: MandateEventBy,
    /// What.
    #[serde(flatten)]
    pub what: What,
}

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MandateEventBy {
    /// Whoever looks.
    You,
    /// Somebody else who opened the business.
    Colleague,
    /// The desk.
    Desk,
    /// Balie by itself.
    Balie,
}

/// What is shown besides the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SignWith {
    /// A code of the authenticator app.
    App,
    /// A code that is mailed.
    MailedCode,
}

impl SignWith {
    pub(crate) const fn of(second_factor: bool) -> Self {
        if second_factor { Self::App } else { Self::MailedCode }
    }
}

impl Endpoint for GetMandate {
    const ROUTE: Route = Route::get("get-mandate", "/v1/businesses/{business}/mandates/{mandate}")
        .summary("One direct-debit mandate, with what happened to it and its papers")
        .touches(&[Touch::read(Part::Business), Touch::read(Part::Mandate).and(Touch::list(Part::Mandate))])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReadPapers]);
    type Caller = Person;
    type Path = MandatePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = OpenedMandate;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<OpenedMandate>, Refused> {
        let mandate = find(cx, &call.caller, &call.path).await?.value;
        let events = cx.store().list::<Event>(store::mandate::events(&mandate.business, &mandate.id)).await?;
        let own = call.caller.account_id();
        let timeline = events.items.into_iter().map(|event| shown(event.value, own)).collect();
        let (paper, bank_form) = papers(cx, &mandate).await?;
        let sign_with = SignWith::of(call.caller.account.second_factor);
        Ok(OpenedMandate { mandate: mandate.view(), timeline, sign_with, paper, bank_form }.into())
    }
}

fn shown(event: Event, own: &AccountId) -> MandateEventView {
    let by = match event.by {
        Who::Person { account } if account == *own => MandateEventBy::You,
        Who::Person { .. } => MandateEventBy::Colleague,
        Who::Desk => MandateEventBy::Desk,
        Who::Balie => MandateEventBy::Balie,
    };
    MandateEventView { at: event.at, by, what: event.what }
}

async fn papers(cx: &Context, mandate: &Mandate) -> Result<(Option<DownloadLink>, Option<DownloadLink>), Refused> {
    let Some(paper) = &mandate.paper else { return Ok((None, None)) };
    let reference = &mandate.reference;
    let name = format!("{reference}.pdf");
    let mandate_paper = link(cx, &mandate.file_key_of(paper.revision), &name).await?;
    let form = match mandate.scheme {
        Scheme::Core => None,
        Scheme::B2b => {
            let key = mandate.bank_form_key_of(paper.revision);
            Some(link(cx, &key, &format!("{reference}-bank.pdf")).await?)
        }
    };
    Ok((Some(mandate_paper), form))
}

async fn link(cx: &Context, key: &str, name: &str) -> Result<DownloadLink, Refused> {
    let url = cx.files().download_link(key, name).await.map_err(|_| Refused::File)?;
    Ok(DownloadLink { url, expires_at: cx.now().saturating_add(TICKET_LIFE).unwrap_or(cx.now()) })
}
