//! `ask-service-desk`: a question by somebody who is not logged in. Its answer and its cost are the same for every address (S10, S11): whether
//! one has an account is not looked at. The answer comes by mail, behind a link that only that mailbox has.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::email::Email;
use domain::language::Language;
use domain::name::{Name, Note};
use domain::phone::Telephone;
use domain::ticket::{Asker, Contact, Question, Reference, Situation, Topic};
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::asking;
use crate::problems::Refused;

/// Puts a stranger's question.
pub struct AskServiceDesk;

/// A question, and how whoever asks is reached.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AskServiceDeskInput {
    /// What it is about.
    pub topic: Topic,
    /// What happened.
    pub text: Note,
    /// Where it happened.
    #[serde(default)]
    pub situation: Situation,
    /// Who asks.
    pub name: Name,
    /// Where the answer goes.
    pub email: Email,
    /// The number to be called at.
    pub phone: Option<Telephone>,
    /// The language of the page, and of the mails.
    pub language: Language,
}

/// That a question came in.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AskedView {
    /// Its number, for the phone.
    pub reference: Reference,
}

impl Endpoint for AskServiceDesk {
    const ROUTE: Route = Route::post("ask-service-desk", "/v1/help/questions")
        .summary("Put a question to the service desk without an account; the answer comes by mail")
        .created()
        .touches(&[Touch::put(Part::Ticket), Touch::update(Part::Counter)])
        .keys(&[KeySet::Index, KeySet::Data])
        .problems(&[ProblemType::TooManyAttempts]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = AskServiceDeskInput;
    type Output = AskedView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<AskedView>, Refused> {
        let AskServiceDeskInput { topic, text, situation, name, email, phone, language } = call.input;
        let contact = Contact { name, email, phone };
        let question = Question { topic, text, situation, asker: Asker::Stranger {}, contact, language };
        let counters = asking::of_stranger(cx, &call.request, &question).await?;
        let asked = |ticket: &domain::ticket::Ticket| AskedView { reference: ticket.reference };
        Ok(asking::ask(cx, &question, &counters, asked).await?.into())
    }
}
