//! `open-signing-room`: what a signer is asked to sign, exactly. A POST, because the token must not stand in an address (S19); opening
//! uses nothing up, as often as it is done.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::language::Language;
use domain::upgrade::signing::SigningRoomView;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Error;

use crate::problems::Refused;
use crate::rooms;

/// Opens the room of a signer.
pub struct OpenSigningRoom;

/// The link from the mail.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SigningRoomInput {
    /// The secret of the link.
    pub token: String,
    /// The language the text is to be shown in.
    pub language: Language,
}

impl Endpoint for OpenSigningRoom {
    const ROUTE: Route = Route::post("open-signing-room", "/v1/signing-rooms")
        .summary("What a signer is asked to sign, by the link from his mail")
        .touches(&[Touch::read(Part::Link), Touch::write(Part::Organisation)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::LinkNotUsable]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = SigningRoomInput;
    type Output = SigningRoomView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<SigningRoomView>, Refused> {
        let (room, signer) = rooms::enter(cx, &call.input.token).await?;
        if let Some(opened) = room.upgrade.value.clone().signer_opened(&signer.id, cx.now())? {
            match cx.commit(room.change(&opened, &room.link.value)).await {
                // That it was opened is worth noting, and not worth failing for; the next opening notes it.
                Ok(()) | Err(Error::Conflict(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(rooms::show(cx, &room, &room.upgrade, call.input.language).await?.into())
    }
}
