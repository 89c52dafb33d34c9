//! `check-form-answers`: what a form says to answers while somebody types them. Nothing is kept; sending asks the same code.

use api::{KeySet, Part, Route, Touch};
use domain::form::{Answers, Complaint, Suggestion, judge, suggest};
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Person};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::get_form::FormPath;
use crate::problems::Refused;

/// Checks answers.
pub struct CheckFormAnswers;

/// Answers, as far as there are.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CheckFormAnswersInput {
    /// The edition they are answers to; the one of today when absent.
    pub edition: Option<u32>,
    /// The answers, by the names of the fields.
    pub answers: Answers,
    /// Whether to tell what is missing too.
    #[serde(default)]
    pub whole: bool,
}

/// What will not do.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CheckedAnswers {
    /// Each with a pointer within the answers.
    pub complaints: Vec<Complaint>,
    /// What the form's rules would write down themselves, for the page to offer.
    pub suggestions: Vec<Suggestion>,
}

impl Endpoint for CheckFormAnswers {
    const ROUTE: Route = Route::post("check-form-answers", "/v1/forms/{form}/checks")
        .summary("Check answers to a form while they are typed; nothing is kept")
        .touches(&[Touch::read(Part::Form)])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = FormPath;
    type Query = NoQuery;
    type Input = CheckFormAnswersInput;
    type Output = CheckedAnswers;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<CheckedAnswers>, Refused> {
        let CheckFormAnswersInput { edition, answers, whole } = call.input;
        let edition = match edition {
            Some(number) => cx.store().form_edition(&call.path.form, number).await?,
            None => cx.store().offered_form(&call.path.form, cx.today()).await?,
        };
        let edition = edition.ok_or(Refused::NotFound)?;
        let complaints = judge(&edition.form, &answers, whole, cx.today());
        let suggestions = suggest(&edition.form, &answers, cx.today());
        Ok(CheckedAnswers { complaints, suggestions }.into())
    }
}
