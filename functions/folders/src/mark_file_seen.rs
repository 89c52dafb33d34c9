//! `mark-file-seen`: the desk has seen what a business handed in, whether it opened it or not; it leaves the queue.

use api::{KeySet, Part, Route, Touch};
use domain::audit::Actor;
use domain::folder::File;
use domain::folder::file::FileView;
use domain::folder::upload::FileSide;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff, decide};
use store::{Change, Versioned};

use crate::problems::Refused;
use crate::rooms::{self, FilePath};

/// Marks a file as seen.
pub struct MarkFileSeen;

impl Endpoint for MarkFileSeen {
    const ROUTE: Route =
        Route::post("mark-file-seen", "/v1/desk/businesses/{business}/folders/{topic}/files/{file}/seen")
            .summary("Say that what a business handed in was seen")
            .touches(&[Touch::write(Part::Folder), Touch::put(Part::Audit)])
            .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = FilePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = FileView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<FileView>, Refused> {
        let FilePath { business, topic, file } = &call.path;
        let account = call.caller.account_id();
        let load = || async {
            let file = cx.store().get::<File>(store::folder::file_key(business, topic, file)).await?;
            file.ok_or(Refused::NotFound)
        };
        let seen = |file: &Versioned<File>| {
            let mut change = Change::new();
            let Some(seen) = file.value.clone().seen_by(FileSide::Chamber) else {
                return Ok::<_, Refused>((change, file.view(FileSide::Chamber, account)));
            };
            let actor = Actor::Staff { account: account.clone() };
            change.replace(file, &seen);
            change.audit(rooms::fact(business, actor, Self::ROUTE.operation, file.id.as_str(), "seen"));
            Ok((change, seen.view(FileSide::Chamber, account)))
        };
        Ok(decide(cx, load, seen).await?.into())
    }
}
