//! `begin-submission`: begins to fill in a form, from nothing or from an earlier one of the same form.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::attempts::SUBMISSIONS;
use domain::audit::{Actor, AuditFact, Trail};
use domain::business::Business;
use domain::form::{Answers, FormEdition, FormId, carry};
use domain::ids::{BusinessId, SubmissionId};
use domain::language::Language;
use domain::submission::{Beginning, Submission};
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;
use store::counter::Counter;
use store::{Change, Error};

use crate::problems::Refused;
use crate::views::{FilledFormSummary, summary};

/// Begins to fill in a form.
pub struct BeginSubmission;

/// What is filled in.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BeginSubmissionInput {
    /// Which form.
    pub form: FormId,
    /// For which business; needed for forms of businesses.
    pub business_id: Option<BusinessId>,
    /// The language it is filled in and printed in.
    pub language: Language,
    /// An earlier one of the same form, to begin from its answers. Files are not copied.
    pub copy_from: Option<SubmissionId>,
    /// The contract it changes or ends, for a notice about one.
    pub about: Option<SubmissionId>,
}

impl Endpoint for BeginSubmission {
    const ROUTE: Route = Route::post("begin-submission", "/v1/submissions")
        .summary("Begin to fill in a form")
        .created()
        .idempotent()
        .touches(&[
            Touch::read(Part::Form),
            Touch::read(Part::Business),
            Touch::write(Part::Submission),
            Touch::update(Part::Counter),
        ])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::TooManyAttempts]);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = BeginSubmissionInput;
    type Output = FilledFormSummary;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<FilledFormSummary>, Refused> {
        let BeginSubmissionInput { form, business_id: business, language, copy_from, about } = call.input;
        let edition = cx.store().offered_form(&form, cx.today()).await?.ok_or(Refused::NotFound)?;
        // What is known need not be typed: of the business, of the contract it is about, of the one it is copied from.
        let mut answers = of_business(cx, &call.caller, &edition, business.as_ref()).await?;
        answers.0.extend(of_contract(cx, &call.caller, &edition, about.as_ref()).await?.0);
        answers.0.extend(copied(cx, &call.caller, &edition, copy_from.as_ref()).await?.0);
        let account = call.caller.account_id().clone();
        let beginning =
            Beginning { account: account.clone(), business, language, copied_from: copy_from, about, answers };
        let submission = Submission::begin(&edition, beginning, cx.now(), cx.chance());
        let begun = summary(&submission, &account);
        let counter = Counter::of(&SUBMISSIONS, account.as_str(), cx.now());
        let mut change = Change::new();
        change.create(&submission).update(counter.raise()).audit(AuditFact {
            trail: Trail::Account { account: account.clone() },
            actor: Actor::Person { account },
            action: Self::ROUTE.operation.to_owned(),
            object: submission.id.to_string(),
            result: submission.form.to_string(),
        });
        match cx.keep(change, &begun).await {
            Err(Error::LimitReached { wait, .. }) => Err(Refused::TooMany(wait)),
            kept => kept.map(|()| begun.into()).map_err(Refused::from),
        }
    }
}

/// A form of businesses is filled in for one; any form may be, by whoever opened it.
async fn of_business(
    cx: &Context,
    caller: &Person,
    edition: &FormEdition,
    business: Option<&BusinessId>,
) -> Result<Answers, Refused> {
    let Some(business) = business else {
        return if edition.form.for_business { Err(Refused::BusinessMissing) } else { Ok(Answers::default()) };
    };
    caller.opened(cx, business).await?.ok_or(Refused::NotFound)?;
    let business = cx.store().get::<Business>(store::business::key(business)).await?.ok_or(Refused::NotFound)?;
    Ok(edition.form.known_of(&business))
}

async fn copied(
    cx: &Context,
    caller: &Person,
    edition: &FormEdition,
    from: Option<&SubmissionId>,
) -> Result<Answers, Refused> {
    let Some(from) = from else { return Ok(Answers::default()) };
    let earlier = caller.submission(cx, from).await?.ok_or(Refused::NotFound)?;
    if earlier.form != edition.form.id {
        return Err(Refused::AnotherForm("/copyFrom"));
    }
    Ok(carry(&edition.form, &earlier.answers, false).answers)
}

/// A notice about a contract begins with what both ask.
async fn of_contract(
    cx: &Context,
    caller: &Person,
    edition: &FormEdition,
    about: Option<&SubmissionId>,
) -> Result<Answers, Refused> {
    let Some(about) = about else { return Ok(Answers::default()) };
    let contract = caller.submission(cx, about).await?.ok_or(Refused::NotFound)?;
    let fits = edition.form.about.as_ref().is_some_and(|about| about.forms.contains(&contract.form));
    if fits { Ok(carry(&edition.form, &contract.answers, false).answers) } else { Err(Refused::AnotherForm("/about")) }
}
