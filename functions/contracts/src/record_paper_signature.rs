//! `record-paper-signature`: somebody of the desk saw that a signer signed a paper in pen. When he was the last who had to, the form is
//! signed in the same transaction. A void paper is refused: what was signed is not what is asked.

use api::{Part, ProblemType, Route, Touch};
use domain::ids::SignerId;
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;
use store::upgrade::Case;

use crate::cases;
use crate::papers::{self, PaperPath, PaperView};
use crate::problems::Refused;

/// Writes down a signature in pen.
pub struct RecordPaperSignature;

/// Whose signature, and of which day.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PaperSignatureInput {
    /// The `version` of the paper's case as it was last read.
    pub version: u64,
    /// Who signed.
    pub signer_id: SignerId,
    /// The day he wrote beside it.
    pub signed_on: Date,
}

impl Endpoint for RecordPaperSignature {
    const ROUTE: Route = Route::post("record-paper-signature", "/v1/desk/papers/{code}/signatures")
        .summary("Write down that somebody signed a paper in pen")
        .touches(&[Touch::read(Part::Paper), Touch::write(Part::Organisation), cases::TIMELINE])
        .keys(cases::KEYS)
        .editions()
        .problems(&[
            ProblemType::WrongStage,
            ProblemType::ChangedMeanwhile,
            ProblemType::PaperVoid,
            ProblemType::TakenByAnother,
        ]);
    type Caller = Staff;
    type Path = PaperPath;
    type Query = NoQuery;
    type Input = PaperSignatureInput;
    type Output = PaperView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<PaperView>, Refused> {
        let paper = papers::find(cx, &call.path.code).await?;
        let name = papers::organisation_name(cx, &paper.organisation).await?;
        let (printed, by) = (&paper.contract.fingerprint, call.caller.account_id());
        let PaperSignatureInput { version, signer_id, signed_on } = &call.input;
        let load =
            || async { Case::load(cx.store(), &paper.organisation, &paper.upgrade).await?.ok_or(Refused::NotFound) };
        let view = runtime::decide(cx, load, |case| {
            let upgrade = case.upgrade.value.clone();
            if !upgrade.stands_for(printed) {
                return Err(Refused::Void);
            }
            let decided = upgrade.record_paper_signature(signer_id, *signed_on, printed, *version, by, cx.now())?;
            Ok((case.change(&decided), PaperView::of(&paper, &decided.upgrade, &name)))
        });
        Ok(view.await?.into())
    }
}
