//! `create-ticket`: a question by somebody who is logged in. Its answers stand in his account.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::language::Language;
use domain::name::{Name, Note};
use domain::phone::Telephone;
use domain::ticket::{Asker, Contact, Question, Situation, Ticket, TicketSummary, Topic};
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::asking;
use crate::problems::Refused;

/// Puts a question.
pub struct CreateTicket;

/// A question. Who asks is known, and his address too.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreateTicketInput {
    /// What it is about.
    pub topic: Topic,
    /// What happened.
    pub text: Note,
    /// Where it happened.
    #[serde(default)]
    pub situation: Situation,
    /// What the desk shall call him, if not as his account does.
    pub name: Option<Name>,
    /// The number to be called at.
    pub phone: Option<Telephone>,
    /// The language of the page.
    pub language: Language,
}

impl Endpoint for CreateTicket {
    const ROUTE: Route = Route::post("create-ticket", "/v1/tickets")
        .summary("Put a question to the service desk")
        .created()
        .idempotent()
        .touches(&[Touch::put(Part::Ticket), Touch::update(Part::Counter)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::TooManyAttempts]);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = CreateTicketInput;
    type Output = TicketSummary;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<TicketSummary>, Refused> {
        let CreateTicketInput { topic, text, situation, name, phone, language } = call.input;
        let account = &call.caller.account;
        let organisation = call.caller.membership.as_ref().map(|membership| membership.organisation.clone());
        let contact = Contact { name: name.unwrap_or_else(|| account.called()), email: account.email.clone(), phone };
        let asker = Asker::Person { account: account.id.clone(), organisation };
        let question = Question { topic, text, situation, asker, contact, language };
        let counters = asking::of_account(cx, &account.id);
        Ok(asking::ask(cx, &question, &counters, Ticket::summary).await?.into())
    }
}
