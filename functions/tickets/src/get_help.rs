//! `get-help`: what the pages of help say that is not theirs to know: the service desk as it is configured, whether somebody answers now, and
//! the figures of logging in. Nothing in it depends on who asks.

use api::Route;
use domain::account::Purpose;
use domain::account::attempts::LOG_IN_BY_LOGIN;
use domain::account::password::SHORTEST_ALONE;
use domain::service_desk::ServiceDeskView;
use jiff::Timestamp;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoInput, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;

/// Gives what pages of help need.
pub struct GetHelp;

/// What pages of help need.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct HelpView {
    /// The time it is here: a browser whose clock is far from it has codes that do not fit.
    pub now: Timestamp,
    /// The desk one can phone; absent when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desk: Option<ServiceDeskView>,
    /// The figures of logging in.
    pub log_in: LogInFigures,
}

/// The figures of logging in, the same for everybody.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LogInFigures {
    /// After how many wrong passwords one has to wait.
    pub tries: u32,
    /// For how many minutes at most.
    pub wait_minutes: i64,
    /// For how many hours the link works that confirms an address.
    pub confirm_hours: i64,
    /// For how many minutes the link works that leads to a new password.
    pub reset_minutes: i64,
    /// How many characters a password has at least.
    pub password_length: usize,
}

impl Endpoint for GetHelp {
    const ROUTE: Route = Route::get("get-help", "/v1/help")
        .summary("The service desk and its hours, whether somebody answers now, and the figures of logging in");
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = HelpView;
    type Refusal = Refused;

    async fn handle(cx: &Context, _: Call<Self>) -> Result<Answer<HelpView>, Refused> {
        let log_in = LogInFigures {
            tries: LOG_IN_BY_LOGIN.most,
            wait_minutes: LOG_IN_BY_LOGIN.window.as_mins(),
            confirm_hours: Purpose::Confirm.life().as_hours(),
            reset_minutes: Purpose::Reset.life().as_mins(),
            password_length: SHORTEST_ALONE,
        };
        let desk = cx.config().service_desk.as_ref().map(|desk| desk.view(cx.now()));
        Ok(HelpView { now: cx.now(), desk, log_in }.into())
    }
}
