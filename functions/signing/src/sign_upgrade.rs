//! `sign-upgrade`: the signer agrees, with the code from his mail. A wrong code costs a try in a transaction of its own, before anything
//! is answered, so no try is ever free (S16); the right one is used up in the transaction that writes the signature.

use std::slice;

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::mailed_code;
use domain::upgrade::signing::{CodeTry, Factor, RoomSignature, SigningRoomView};
use runtime::{Answer, Anyone, Call, CodeKind, Context, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Error};

use crate::problems::Refused;
use crate::rooms::{self, Agreement, TRIES};

/// Signs an upgrade.
pub struct SignUpgrade;

/// What is agreed to, and what shows who agrees.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignUpgradeInput {
    /// The secret of the link.
    pub token: String,
    /// What is agreed to.
    pub agreement: Agreement,
    /// The six digits from the mail.
    pub code: String,
}

impl Endpoint for SignUpgrade {
    const ROUTE: Route = Route::post("sign-upgrade", "/v1/signing-rooms/signatures")
        .summary("Agree to what the signing room shows, with the code from the mail")
        .touches(&[Touch::write(Part::Link), Touch::write(Part::Organisation), Touch::put(Part::Timeline)])
        .keys(&[KeySet::Data, KeySet::Pepper])
        .problems(&[
            ProblemType::LinkNotUsable,
            ProblemType::WrongStage,
            ProblemType::WrongCode,
            ProblemType::CodeVoid,
        ]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = SignUpgradeInput;
    type Output = SigningRoomView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<SigningRoomView>, Refused> {
        let code = mailed_code::typed(&call.input.code).ok_or(Refused::NotACode)?;
        let overtaken = |refused: &Refused| matches!(refused, Refused::Store(Error::Conflict(_)));
        Ok(runtime::anew(TRIES, overtaken, || attempt(cx, &call.input, &code)).await?.into())
    }
}

async fn attempt(cx: &Context, input: &SignUpgradeInput, code: &str) -> Result<SigningRoomView, Refused> {
    let (room, signer) = rooms::enter(cx, &input.token).await?;
    let given = RoomSignature {
        fingerprint: input.agreement.fingerprint.clone(),
        consent: input.agreement.consent.clone(),
        factor: Factor::MailedCode,
    };
    let decided = room.upgrade.value.clone().sign(&signer.id, given, cx.now())?;
    let hashes = room.link.codes.code.as_ref().map(|code| slice::from_ref(&code.hash)).unwrap_or_default();
    let matches = cx.which_keyed_hash(CodeKind::SigningCode, &room.link.bound(code), hashes).await?.is_some();
    match room.link.try_code(matches, cx.now())? {
        CodeTry::Right(link) => {
            cx.commit(room.change(&decided, &link)).await?;
            rooms::show(cx, &room, &decided.upgrade, input.agreement.consent.language).await
        }
        CodeTry::Wrong { link, tries_left } => {
            let mut change = Change::new();
            change.replace(&room.link, &link);
            cx.commit(change).await?;
            Err(Refused::WrongCode { tries_left: Some(tries_left) })
        }
    }
}
