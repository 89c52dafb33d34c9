//! `ask-overview`: asks for an overview of what was spent. It is made in the background, and a mail tells when it is ready.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use domain::ids::{AccessCodeId, OverviewId};
use domain::language::Language;
use domain::overview::{Codes, Format, MOST_AT_ONCE, Overview, Wish};
use domain::spend::{Month, Period};
use runtime::{Answer, Call, Context, Endpoint, Member, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::problems::Refused;
use crate::view::{OverviewView, is_main};

/// Asks for an overview.
pub struct AskOverview;

/// The most codes that are named one by one.
const MOST_CODES: usize = 100;
/// How many of the latest are looked at to count those under way.
const LATEST: u16 = 20;

/// What is asked for.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AskOverviewInput {
    /// The first month.
    pub from: Month,
    /// The last month; at most 24 months in all.
    pub to: Month,
    /// The access codes it is about. Left out: the caller's own; for the main user, all of them.
    pub codes: Option<Vec<AccessCodeId>>,
    /// The kind of file.
    pub format: Format,
    /// The language of its words, and of the mail that tells it is ready.
    pub language: Language,
}

impl Endpoint for AskOverview {
    const ROUTE: Route = Route::post("ask-overview", "/v1/overviews")
        .summary("Ask for an overview of what was spent; made in the background, and told by mail when it is ready")
        .created()
        .idempotent()
        .touches(&[
            Touch::put(Part::Overview).and(Touch::list(Part::Overview)),
            Touch::put(Part::Outbox),
            Touch::put(Part::Audit),
        ])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::NoAccessCode, ProblemType::TooManyAttempts]);
    type Caller = Member;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = AskOverviewInput;
    type Output = OverviewView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<OverviewView>, Refused> {
        let AskOverviewInput { from, to, codes, format, language } = call.input;
        let period = Period::new(from, to)?;
        if from > Month::with(cx.today()) {
            return Err(Refused::NotBegun);
        }
        let codes = allowed(&call.caller, codes)?;
        let (organisation, account) = (call.caller.organisation(), call.caller.account_id());
        let latest = store::overview::of_owner(organisation, Some(account)).limit(LATEST);
        let latest = cx.store().list::<Overview>(latest).await?;
        if latest.items.iter().filter(|overview| overview.is_open()).count() >= MOST_AT_ONCE {
            return Err(Refused::TooMany);
        }
        let id = OverviewId::new(cx.now(), cx.chance());
        let wish = Wish { period, codes, format, language };
        let (overview, print) = Overview::ask(id, organisation.clone(), (Some(account.clone()), None), wish, cx.now());
        let view = OverviewView::of(&overview, cx.now());
        let mut change = Change::new();
        change.create(&overview).effect(print).audit(AuditFact {
            trail: Trail::Organisation { organisation: organisation.clone() },
            actor: Actor::Person { account: account.clone() },
            action: "ask-overview".to_owned(),
            object: overview.id.to_string(),
            result: "asked".to_owned(),
        });
        cx.keep(change, &view).await?;
        Ok(view.into())
    }
}

/// The codes the caller may ask for.
fn allowed(caller: &Member, codes: Option<Vec<AccessCodeId>>) -> Result<Codes, Refused> {
    let own = caller.membership.code.as_ref().map(|code| &code.id);
    match codes {
        None if is_main(caller) => Ok(Codes::All),
        None => own.map(|own| Codes::These { these: vec![own.clone()] }).ok_or(Refused::NoAccessCode),
        Some(these) if these.is_empty() || these.len() > MOST_CODES => Err(Refused::NoCodes),
        Some(these) => {
            let codes = Codes::These { these };
            if is_main(caller) || codes.are_within(own) { Ok(codes) } else { Err(Refused::CodesOfOthers) }
        }
    }
}
