//! `open-contract-room`: what somebody is asked to sign, exactly. A POST, because the token must not stand in an address (S19); opening uses
//! nothing up, as often as it is done.

use api::{FileTouch, KeySet, Part, ProblemType, Route, Touch};
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery};
use store::Error;

use crate::problems::Refused;
use crate::rooms::{self, ContractRoomInput, ContractRoomView};

/// Opens the room of a signer.
pub struct OpenContractRoom;

impl Endpoint for OpenContractRoom {
    const ROUTE: Route = Route::post("open-contract-room", "/v1/submission-signing")
        .summary("The contract somebody is asked to sign, by the link from his mail")
        .touches(&[
            Touch::read(Part::Link),
            Touch::write(Part::Submission).and(Touch::delete(Part::Submission)),
            Touch::read(Part::Form),
        ])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReadPapers])
        .problems(&[ProblemType::LinkNotUsable]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = ContractRoomInput;
    type Output = ContractRoomView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<ContractRoomView>, Refused> {
        let (door, signer) = rooms::enter(cx, &call.input.token).await?;
        if let Some(opened) = door.submission.value.clone().signer_opened(&signer.id, cx.now()) {
            match cx.commit(door.change(&opened, &door.link.value)).await {
                // That it was opened is worth noting, and not worth failing for; the next opening notes it.
                Ok(()) | Err(Error::Conflict(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(rooms::show(cx, &door.submission, &signer, call.input.language).await?.into())
    }
}
