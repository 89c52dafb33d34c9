//! `give-up-desk-upload`: the desk's file is not sent after all, or its refusal was read.

use api::{FileTouch, KeySet, Part, Route, Touch};
use domain::folder::upload::By;
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoQuery, Staff, receiving};

use crate::problems::Refused;
use crate::rooms::OwnedUploadPath;

/// Gives an upload of the desk up.
pub struct GiveUpDeskUpload;

impl Endpoint for GiveUpDeskUpload {
    const ROUTE: Route = Route::delete("give-up-desk-upload", "/v1/desk/uploads/{owner}/{upload}")
        .summary("Give your upload up, or put a refused one away")
        .touches(&[Touch::read(Part::Folder).and(Touch::delete(Part::Folder))])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReceiveInParts]);
    type Caller = Staff;
    type Path = OwnedUploadPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let upload = receiving::find(cx, &call.path.owner, &call.path.upload).await?;
        if upload.by != (By::Chamber { account: call.caller.account_id().clone() }) {
            return Err(Refused::NotFound);
        }
        receiving::give_up(cx, upload).await?;
        Ok(Empty {}.into())
    }
}
