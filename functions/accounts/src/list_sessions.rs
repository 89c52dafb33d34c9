//! `list-sessions`: where the caller is logged in (S31).

use api::{Part, Route, Touch};
use domain::account::Session;
use domain::ids::SessionId;
use jiff::Timestamp;
use runtime::{Answer, AnySession, Call, Context, Endpoint, NoInput, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;

/// Lists the caller's open sessions.
pub struct ListSessions;

/// The open sessions, the last used first.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Sessions {
    /// At most twenty.
    pub sessions: Vec<SessionView>,
}

/// One open session.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionView {
    /// Its id.
    pub session_id: SessionId,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was last refreshed.
    pub last_used_at: Timestamp,
    /// When it ends, however busy.
    pub expires_at: Timestamp,
    /// The browser and system, as far as the request told; empty when it did not.
    pub device: String,
    /// The network it was opened from, without its last part.
    pub place: String,
    /// Whether it is the one that asks.
    pub current: bool,
}

impl Endpoint for ListSessions {
    const ROUTE: Route = Route::get("list-sessions", "/v1/sessions")
        .summary("List where the caller is logged in")
        .touches(&[Touch::list(Part::Session)]);
    type Caller = AnySession;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Sessions;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Sessions>, Refused> {
        let caller = call.caller;
        let found = cx.store().list::<Session>(store::session::of(caller.account_id())).await?;
        let open = found.items.into_iter().filter(|session| session.is_open(&caller.account, cx.now()));
        let mut sessions: Vec<_> = open.map(|session| view(session.value, &caller.session.id)).collect();
        sessions.sort_by_key(|session| std::cmp::Reverse(session.last_used_at));
        Ok(Sessions { sessions }.into())
    }
}

fn view(session: Session, current: &SessionId) -> SessionView {
    SessionView {
        current: session.id == *current,
        session_id: session.id,
        opened_at: session.opened_at,
        last_used_at: session.last_used_at,
        expires_at: session.expires_at,
        device: session.device.label,
        place: session.device.place,
    }
}
