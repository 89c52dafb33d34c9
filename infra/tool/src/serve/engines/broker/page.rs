//! The stand-in's page: who to be, at which level, for which branch. A plain form, so that it works with a keyboard, a screen reader and a
//! test alike.

use std::fmt::Write as _;

use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::level::AssuranceLevel;
use http::StatusCode;
use serde::{Deserialize, Serialize};

use super::super::courier::{escaped, page};
use super::tokens::Granted;
use super::{CLIENT, StandIn};
use crate::seed;

/// A level that ended: to see that it opens nothing.
const ENDED: &str = "urn:etoegang:core:assurance-class:loa1";

/// What Balie asks for.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    response_type: String,
    client_id: String,
    redirect_uri: String,
    scope: String,
    state: String,
    nonce: String,
    code_challenge: String,
    code_challenge_method: String,
    acr_values: String,
}

/// What was chosen, with what was asked.
#[derive(Debug, Deserialize)]
pub(super) struct Chosen {
    /// The query that led here.
    asked: String,
    #[serde(default)]
    person: String,
    #[serde(default)]
    kvk_number: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    branch: String,
    /// `log-in` or `cancel`.
    answer: String,
}

impl Asked {
    /// Why it cannot be answered, if it cannot.
    fn fault(&self, standin: &StandIn) -> Option<&'static str> {
        // Whoever does not come back to Balie is not sent anywhere.
        if self.client_id != CLIENT || self.redirect_uri != standin.return_to() {
            return Some("This is not a request of Balie's.");
        }
        let whole = self.response_type == "code" && self.scope.split(' ').any(|scope| scope == "openid");
        let bound = self.code_challenge_method == "S256" && self.code_challenge.len() == 43;
        let once = !self.state.is_empty() && !self.nonce.is_empty();
        (!(whole && bound && once))
            .then_some("The request lacks something: a code with PKCE (S256), a state and a nonce are needed.")
    }
}

/// The page.
pub(super) async fn choose(State(standin): State<StandIn>, Query(asked): Query<Asked>) -> Response {
    if let Some(fault) = asked.fault(&standin) {
        return (
            StatusCode::BAD_REQUEST,
            page("en", "Stand-in broker", &format!("<h1>Stand-in broker</h1><p>{fault}</p>")),
        )
            .into_response();
    }
    let query = serde_json::to_string(&asked).unwrap_or_default();
    let mut main = format!(
        "<h1>Log in with eHerkenning</h1><p>A stand-in for the broker: choose who to be. Balie hears of it as it would from a real one.</p>\
         <form method=post action=\"/broker/authorize\"><input type=hidden name=asked value=\"{}\"><p><label for=person>Person</label><br>\
         <input id=person name=person list=people required maxlength=80 value=\"\" autocomplete=off><datalist id=people>",
        escaped(&query)
    );
    for (name, _) in seed::people() {
        let _ = write!(main, "<option value=\"{}\">", escaped(name));
    }
    main.push_str(
        "</datalist></p><p><label for=kvk>KvK number of the organisation</label><br>\
         <input id=kvk name=kvk_number list=numbers required inputmode=numeric pattern=\"[0-9]{8}\" maxlength=8 autocomplete=off><datalist id=numbers>",
    );
    for (name, number) in seed::companies() {
        let _ = write!(main, "<option value=\"{}\">{}</option>", escaped(number), escaped(name));
    }
    main.push_str(
        "</datalist></p><p><label for=branch>Branch number, when the log-in is for one branch only</label><br>\
         <input id=branch name=branch inputmode=numeric pattern=\"[0-9]{12}\" maxlength=12 autocomplete=off></p>\
         <fieldset><legend>Level of the means</legend>",
    );
    for level in AssuranceLevel::ALL {
        let checked = if level == AssuranceLevel::Eh3 { " checked" } else { "" };
        let offered =
            if asked.acr_values.split(' ').any(|asked| asked == level.urn()) { "" } else { " (not what was asked)" };
        let _ = write!(
            main,
            "<p><label><input type=radio name=level value=\"{}\"{checked}> {level}{offered}</label></p>",
            level.urn()
        );
    }
    let _ = write!(
        main,
        "<p><label><input type=radio name=level value=\"{ENDED}\"> EH1, which ended in 2021</label></p></fieldset>\
         <p class=row><button name=answer value=log-in>Log in</button> <button name=answer value=cancel formnovalidate>Cancel</button></p></form>"
    );
    page("en", "Stand-in broker", &main)
}

/// The answer: back to Balie, with a code or without.
pub(super) async fn chosen(State(standin): State<StandIn>, Form(chosen): Form<Chosen>) -> Response {
    let asked: Asked = serde_json::from_str(&chosen.asked).unwrap_or_default();
    if let Some(fault) = asked.fault(&standin) {
        return (StatusCode::BAD_REQUEST, fault).into_response();
    }
    let mut back = form_urlencoded::Serializer::new(String::new());
    back.append_pair("state", &asked.state).append_pair("iss", &standin.issuer());
    if chosen.answer == "log-in" {
        let code = format!("code-{:032x}", rand::random::<u128>());
        let granted = Granted {
            at: standin.now(),
            challenge: asked.code_challenge,
            nonce: asked.nonce,
            person: chosen.person,
            kvk_number: chosen.kvk_number,
            level: chosen.level,
            branch: Some(chosen.branch).filter(|branch| !branch.is_empty()),
        };
        back.append_pair("code", &code);
        standin.grant(code, granted);
    } else {
        back.append_pair("error", "access_denied");
    }
    Redirect::to(&format!("{}?{}", asked.redirect_uri, back.finish())).into_response()
}
