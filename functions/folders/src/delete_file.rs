//! `delete-file`: takes a file out of its folder, in all its versions: only who put all of them there may. The bytes go right after.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::audit::Actor;
use domain::effect::{Effect, FolderEffect};
use domain::folder::File;
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoQuery, Person, decide};
use store::folder::Tags;
use store::{Change, Stored, Versioned};

use crate::problems::Refused;
use crate::rooms::{self, FilePath};

/// Deletes a file.
pub struct DeleteFile;

impl Endpoint for DeleteFile {
    const ROUTE: Route = Route::delete("delete-file", "/v1/businesses/{business}/folders/{topic}/files/{file}")
        .summary("Delete a file, in all its versions; only what you alone put there")
        .touches(&[
            Touch::read(Part::Business),
            Touch::read(Part::Folder).and(Touch::delete(Part::Folder)),
            Touch::put(Part::Outbox),
            Touch::put(Part::Audit),
        ])
        .keys(&[KeySet::Data, KeySet::Index])
        .problems(&[ProblemType::NotYourUpload]);
    type Caller = Person;
    type Path = FilePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        rooms::enter(cx, &call.caller, &call.path.business).await?;
        let FilePath { business, topic, file } = &call.path;
        let account = call.caller.account_id();
        let tags = Tags::of(cx.keys(), business).await?;
        let load = || async {
            let file = cx.store().get::<File>(store::folder::file_key(business, topic, file)).await?;
            file.ok_or(Refused::NotFound)
        };
        let deleted = |file: &Versioned<File>| {
            if !file.may_be_deleted_by(account) {
                return Err(Refused::NotYours);
            }
            let mut change = Change::new();
            change.delete(file);
            change.clear(Part::Folder, store::folder::named_key(business, topic, &tags.name(file.name.as_str())));
            for begins in tags.begins(file) {
                change.clear(Part::Folder, begins.key());
            }
            let removal = FolderEffect::RemoveFile { business: business.clone(), file: file.id.clone() };
            let actor = Actor::Person { account: account.clone() };
            change.effect(Effect::Folder(removal));
            change.audit(rooms::fact(business, actor, Self::ROUTE.operation, file.id.as_str(), "deleted"));
            Ok((change, Empty {}))
        };
        Ok(decide(cx, load, deleted).await?.into())
    }
}
