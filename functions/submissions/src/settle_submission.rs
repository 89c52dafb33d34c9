//! `settle-submission`: the desk decides: a contract is entered in the register, a request granted, a notice taken note of, or any of them
//! refused with the reason. What a notice is about is changed or ended in the same transaction; the register's number too is drawn in it, so
//! that there is neither a gap nor a number twice.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::form::Form;
use domain::ids::AccountId;
use domain::name::Note;
use domain::submission::{Decision, Outcome, RegisterSeries, Submission};
use runtime::{Answer, Call, Context, Empty, Endpoint, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Error, Versioned};

use crate::cases::{self, SubmissionPath};
use crate::problems::Refused;

/// Decides on a filled form.
pub struct SettleSubmission;

/// How often it is decided anew when another entry was made in the register in between.
const TRIES: usize = 12;

/// How.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettleSubmissionInput {
    /// How.
    pub outcome: Outcome,
    /// Why, for whoever filled it in: needed to refuse.
    #[serde(default)]
    pub why: Option<Note>,
}

impl Endpoint for SettleSubmission {
    const ROUTE: Route = Route::post("settle-submission", "/v1/desk/submissions/{submissionId}/decision")
        .summary("Enter a contract in the register, grant a request, note a notice, or refuse")
        .touches(&[Touch::write(Part::Submission).and(Touch::delete(Part::Submission)), Touch::read(Part::Form)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::TakenByAnother]);
    type Caller = Staff;
    type Path = SubmissionPath;
    type Query = NoQuery;
    type Input = SettleSubmissionInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        if call.input.outcome == Outcome::Refused && call.input.why.is_none() {
            return Err(Refused::WhyMissing);
        }
        let overtaken = |refused: &Refused| {
            matches!(refused, Refused::Store(Error::Conflict(Part::Submission) | Error::Exists(Part::Submission)))
        };
        Ok(runtime::anew(TRIES, overtaken, || settle(cx, &call)).await?.into())
    }
}

async fn settle(cx: &Context, call: &Call<SettleSubmission>) -> Result<Empty, Refused> {
    let (staff, input) = (call.caller.account_id(), &call.input);
    let read = cases::at_desk(cx, &call.path.submission_id).await?;
    let form = cases::form_of(cx, &read).await?;
    let mut change = Change::new();
    let decision = match (input.outcome, &input.why) {
        (Outcome::Refused, Some(why)) => Decision::Refuse(why.clone()),
        (Outcome::Refused, None) => return Err(Refused::WhyMissing),
        (Outcome::Granted, _) => Decision::Grant,
        (Outcome::Noted, _) => Decision::Note,
        (Outcome::Registered, _) => {
            let year = cx.today().year();
            let before = cx.store().get::<RegisterSeries>(store::submission_course::series_key(year)).await?;
            let series = before.as_ref().map_or_else(|| RegisterSeries::new(year), |series| series.value.clone());
            let (number, after) = series.draw();
            match &before {
                Some(before) => change.replace(before, &after),
                None => change.create(&after),
            };
            Decision::Register(number)
        }
    };
    let decided = read.value.clone().settle(&form, staff, decision, cx.now())?;
    change.follow(&read, &decided);
    if input.outcome == Outcome::Noted {
        overtake(cx, &mut change, (&read, &form), staff).await?;
    }
    cx.keep(change, &Empty {}).await?;
    Ok(Empty {})
}

/// What it is about is changed or ended from its day on.
async fn overtake(
    cx: &Context,
    change: &mut Change,
    (notice, form): (&Versioned<Submission>, &Form),
    staff: &AccountId,
) -> Result<(), Refused> {
    let Some((contract, what, on)) = notice.aftermath(form) else { return Ok(()) };
    let contract = cx.store().get::<Submission>(store::submission::key(contract)).await?;
    // Only a contract that stands in the register can be changed or ended by it.
    let Some(contract) = contract.filter(|contract| contract.course.register.is_some()) else { return Ok(()) };
    let decided = contract.value.clone().overtaken(notice, staff, what, on, cx.now());
    change.follow(&contract, &decided);
    Ok(())
}
