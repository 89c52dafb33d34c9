//! `decline-contract`: the signer will not sign, and says why. Whoever filled the contract in is told.

use api::{FileTouch, KeySet, Part, ProblemType, Route, Touch};
use domain::language::Language;
use domain::name::Note;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Error;

use crate::problems::Refused;
use crate::rooms::{self, ContractRoomView, TRIES};

/// Declines to sign.
pub struct DeclineContract;

/// By whom, and why.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeclineContractInput {
    /// The secret of the link.
    pub token: String,
    /// Why, for whoever filled it in.
    pub reason: Note,
    /// The language the answer is to be shown in.
    pub language: Language,
}

impl Endpoint for DeclineContract {
    const ROUTE: Route = Route::post("decline-contract", "/v1/submission-signing/refusals")
        .summary("Not sign a contract, and say why")
        .touches(&[
            Touch::write(Part::Link),
            Touch::write(Part::Submission).and(Touch::delete(Part::Submission)),
            Touch::read(Part::Form),
        ])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReadPapers])
        .problems(&[ProblemType::LinkNotUsable, ProblemType::WrongStage]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = DeclineContractInput;
    type Output = ContractRoomView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<ContractRoomView>, Refused> {
        let overtaken = |refused: &Refused| matches!(refused, Refused::Store(Error::Conflict(_)));
        Ok(runtime::anew(TRIES, overtaken, || decline(cx, &call.input)).await?.into())
    }
}

async fn decline(cx: &Context, input: &DeclineContractInput) -> Result<ContractRoomView, Refused> {
    let (door, signer) = rooms::enter(cx, &input.token).await?;
    let decided = door.submission.value.clone().decline(&signer.id, input.reason.clone(), cx.now())?;
    cx.commit(door.change(&decided, &door.link.with_codes(door.link.codes.answered()))).await?;
    rooms::show(cx, &decided.submission, &signer, input.language).await
}
