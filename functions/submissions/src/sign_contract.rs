//! `sign-contract`: the signer agrees, with the code from his mail. A wrong code costs a try in a transaction of its own, before anything is
//! answered, so no try is ever free (S16); the right one is used up in the transaction that writes the signature.

use std::slice;

use api::{FileTouch, KeySet, Part, ProblemType, Route, Touch};
use domain::language::Language;
use domain::mailed_code::{self, Tried};
use domain::submission::Refusal;
use domain::submission::signing::How;
use runtime::{Answer, Anyone, Call, CodeKind, Context, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Error};

use crate::problems::Refused;
use crate::rooms::{self, CONSENT, ContractRoomView, TRIES};

/// Signs a contract.
pub struct SignContract;

/// What is agreed to, and what shows who agrees.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignContractInput {
    /// The secret of the link.
    pub token: String,
    /// The fingerprint of what was shown: only that is signed.
    pub fingerprint: String,
    /// The version of the text that was agreed to.
    pub consent: String,
    /// The language it was read in.
    pub language: Language,
    /// The six digits from the mail.
    pub code: String,
}

impl Endpoint for SignContract {
    const ROUTE: Route = Route::post("sign-contract", "/v1/submission-signing/signatures")
        .summary("Sign the contract the room shows, with the code from the mail")
        .touches(&[
            Touch::write(Part::Link),
            Touch::write(Part::Submission).and(Touch::delete(Part::Submission)),
            Touch::read(Part::Form),
        ])
        .keys(&[KeySet::Data, KeySet::Pepper])
        .files(&[FileTouch::ReadPapers])
        .problems(&[
            ProblemType::LinkNotUsable,
            ProblemType::WrongStage,
            ProblemType::ChangedMeanwhile,
            ProblemType::WrongCode,
            ProblemType::CodeVoid,
        ]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = SignContractInput;
    type Output = ContractRoomView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<ContractRoomView>, Refused> {
        let code = mailed_code::typed(&call.input.code).ok_or(Refused::NotACode)?;
        if call.input.consent != CONSENT {
            return Err(Refused::Refusal(Refusal::ChangedMeanwhile));
        }
        let overtaken = |refused: &Refused| matches!(refused, Refused::Store(Error::Conflict(_)));
        Ok(runtime::anew(TRIES, overtaken, || attempt(cx, &call.input, &code)).await?.into())
    }
}

async fn attempt(cx: &Context, input: &SignContractInput, code: &str) -> Result<ContractRoomView, Refused> {
    let (door, signer) = rooms::enter(cx, &input.token).await?;
    let how = How::Room { consent: input.consent.clone(), language: input.language };
    let decided = door.submission.value.clone().sign(&signer.id, &input.fingerprint, how, cx.now())?;
    let hashes = door.link.codes.code.as_ref().map(|code| slice::from_ref(&code.hash)).unwrap_or_default();
    let matches = cx.which_keyed_hash(CodeKind::SigningCode, &door.link.bound(code), hashes).await?.is_some();
    let tried = door.link.codes.tried(matches, cx.now()).map_err(|_| Refused::Refusal(Refusal::CodeVoid))?;
    match tried {
        Tried::Right(codes) => {
            cx.commit(door.change(&decided, &door.link.with_codes(codes))).await?;
            rooms::show(cx, &decided.submission, &signer, input.language).await
        }
        Tried::Wrong { code, tries_left } => {
            let mut change = Change::new();
            change.replace(&door.link, &door.link.with_codes(code));
            cx.commit(change).await?;
            Err(Refused::WrongCode { tries_left })
        }
    }
}
