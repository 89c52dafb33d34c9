//! `fetch-pin-letter`: the desk gets a link to a letter, to print it. Who fetched it stands in the timeline: the PIN is in it.

use api::{FileTouch, KeySet, Part, ProblemType, Route, Touch};
use domain::business::{Happened, HappenedKind};
use domain::document::DownloadLink;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff, TICKET_LIFE};
use store::Change;

use crate::desk::{actor, by, letter, load};
use crate::people::{BusinessPath, fact};
use crate::problems::Refused;

/// Fetches a letter.
pub struct FetchPinLetter;

impl Endpoint for FetchPinLetter {
    const ROUTE: Route = Route::post("fetch-pin-letter", "/v1/desk/businesses/{business}/pin-letter/copies")
        .summary("A link to the letter of a business, to print it; only while its PIN opens something")
        .touches(&[Touch::write(Part::Business)])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReadPinLetters])
        .problems(&[ProblemType::WrongStage]);
    type Caller = Staff;
    type Path = BusinessPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = DownloadLink;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<DownloadLink>, Refused> {
        let business = load(cx, &call.path.business).await?;
        let letter = letter(cx, &business.id).await?.ok_or(Refused::NoLetter)?;
        letter.view(cx.now()).file_until.ok_or(Refused::NoLetter)?;
        let name = format!("{}.pdf", business.number);
        let url = cx.files().download_link(&letter.file_key(), &name).await.map_err(|_| Refused::File)?;
        let mut change = Change::new();
        change
            .happened(&Happened::now(&business.id, HappenedKind::LetterFetched, by(&call.caller), cx.now()))
            .audit(fact(&business.id, actor(&call.caller), "fetch-pin-letter", letter.id.as_str(), "fetched"));
        cx.commit(change).await?;
        let expires_at = cx.now().saturating_add(TICKET_LIFE).unwrap_or(cx.now());
        Ok(DownloadLink { url, expires_at }.into())
    }
}
