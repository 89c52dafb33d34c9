//! `give-up-file-upload`: the file is not sent after all, or its refusal was read.

use api::{FileTouch, KeySet, Part, Route, Touch};
use domain::folder::upload::Owner;
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoQuery, Person, receiving};

use crate::list_file_uploads::is_own;
use crate::problems::Refused;
use crate::rooms::{self, UploadPath};

/// Gives an upload up.
pub struct GiveUpFileUpload;

impl Endpoint for GiveUpFileUpload {
    const ROUTE: Route = Route::delete("give-up-file-upload", "/v1/businesses/{business}/uploads/{upload}")
        .summary("Give an upload up, or put a refused one away")
        .touches(&[Touch::read(Part::Business), Touch::read(Part::Folder).and(Touch::delete(Part::Folder))])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReceiveInParts]);
    type Caller = Person;
    type Path = UploadPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        rooms::enter(cx, &call.caller, &call.path.business).await?;
        let owner = Owner::Business(call.path.business.clone());
        let upload = receiving::find(cx, &owner, &call.path.upload).await?;
        if !is_own(&upload, &call.caller) {
            return Err(Refused::NotFound);
        }
        receiving::give_up(cx, upload).await?;
        Ok(Empty {}.into())
    }
}
