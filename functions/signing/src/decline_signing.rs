//! `decline-signing`: the signer will not sign, and says why. Whoever started the upgrade is told.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::language::Language;
use domain::name::Note;
use domain::upgrade::signing::SigningRoomView;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Error;

use crate::problems::Refused;
use crate::rooms::{self, TRIES};

/// Declines to sign.
pub struct DeclineSigning;

/// By whom, and why.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeclineSigningInput {
    /// The secret of the link.
    pub token: String,
    /// Why, for whoever started the upgrade.
    pub reason: Note,
    /// The language the answer is to be shown in.
    pub language: Language,
}

impl Endpoint for DeclineSigning {
    const ROUTE: Route = Route::post("decline-signing", "/v1/signing-rooms/refusals")
        .summary("Not sign, and say why")
        .touches(&[Touch::write(Part::Link), Touch::write(Part::Organisation), Touch::put(Part::Timeline)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::LinkNotUsable, ProblemType::WrongStage]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = DeclineSigningInput;
    type Output = SigningRoomView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<SigningRoomView>, Refused> {
        let DeclineSigningInput { token, reason, language } = call.input;
        let mut tries = TRIES;
        loop {
            tries -= 1;
            let (room, signer) = rooms::enter(cx, &token).await?;
            let decided = room.upgrade.value.clone().decline(&signer.id, reason.clone(), cx.now())?;
            match cx.commit(room.change(&decided, &room.link.answered())).await {
                Ok(()) => return Ok(rooms::show(cx, &room, &decided.upgrade, language).await?.into()),
                Err(Error::Conflict(_)) if tries > 0 => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}
