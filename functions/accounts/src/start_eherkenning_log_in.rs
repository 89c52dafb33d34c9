//! `start-eherkenning-log-in`: off to the broker, remembered for a quarter of an hour and bound to this browser (S38).

use api::{KeySet, Part, ProblemType, Route, Touch};
use broker::{Beginning, Broker as _};
use domain::account::Token;
use domain::account::attempts::BROKER_BY_ADDRESS;
use domain::account::eherkenning::PendingLogIn;
use domain::account::session::ClientKind;
use domain::language::Language;
use domain::level::AssuranceLevel;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Change;

use crate::attempts;
use crate::eherkenning;
use crate::opening::check_own_page;
use crate::problems::Refused;

/// Begins a log-in with eHerkenning.
pub struct StartEherkenningLogIn;

/// What is asked of the broker.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "EherkenningLogIn")]
pub struct Asked {
    /// The language of the page it begins on.
    pub language: Language,
    /// The level that is asked at least; any that is known when there is none.
    #[serde(default)]
    pub least_level: Option<AssuranceLevel>,
}

/// Where to go.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "EherkenningLogInStarted")]
pub struct Started {
    /// The broker's page.
    pub redirect_to: String,
}

impl Endpoint for StartEherkenningLogIn {
    const ROUTE: Route = Route::post("start-eherkenning-log-in", "/v1/eherkenning/log-ins")
        .summary("Begin to log in with eHerkenning: where to send the browser")
        .created()
        .touches(&[Touch::put(Part::Broker), Touch::read(Part::Counter).and(Touch::update(Part::Counter))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::Forbidden, ProblemType::TooManyAttempts]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = Asked;
    type Output = Started;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Started>, Refused> {
        check_own_page(cx, &call.request, ClientKind::Browser)?;
        let broker = eherkenning::of_stage(cx)?;
        cx.admit(&[attempts::by_network(cx, &call.request, &BROKER_BY_ADDRESS)]).await?;
        let beginning = Beginning {
            return_to: &eherkenning::return_to(cx),
            least: call.input.least_level.unwrap_or(AssuranceLevel::Eh2),
            language: call.input.language,
            now: cx.now(),
            chance: cx.chance(),
        };
        let started = broker.start(beginning).await.map_err(|trouble| Refused::NotAsserted(trouble.into()))?;
        // A browser with several windows has one name: each window's log-in comes back to it.
        let browser = eherkenning::browser(&call.request).unwrap_or_else(|| Token::draw(cx.chance()));
        let pending = PendingLogIn::begin(started.state.hash(), browser.hash(), started.remembered, cx.now());
        let mut change = Change::new();
        change.create(&pending);
        cx.commit(change).await?;
        let answer = Answer::from(Started { redirect_to: started.redirect_to });
        Ok(answer.with_cookies([eherkenning::remembered(&browser)]))
    }
}
