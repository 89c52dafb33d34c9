//! `get-parcel`: how far a parcel is and, once it is ready, a link that downloads it for five minutes.

use api::{FileTouch, KeySet, Part, Route, Touch};
use domain::document::DownloadLink;
use domain::folder::parcel::{Parcel, ParcelView};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;
use crate::rooms::{self, ParcelPath};

/// Shows a parcel.
pub struct GetParcel;

/// A parcel with the way to its file.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OpenedParcel {
    /// The parcel.
    pub parcel: ParcelView,
    /// The link, while it is ready.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download: Option<DownloadLink>,
}

impl Endpoint for GetParcel {
    const ROUTE: Route = Route::get("get-parcel", "/v1/businesses/{business}/parcels/{parcel}")
        .summary("How far a zip or a template is and, once it is ready, a link to download it")
        .touches(&[Touch::read(Part::Business), Touch::read(Part::Folder)])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReadParcels]);
    type Caller = Person;
    type Path = ParcelPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = OpenedParcel;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<OpenedParcel>, Refused> {
        rooms::enter(cx, &call.caller, &call.path.business).await?;
        let key = store::folder::parcel_key(&call.path.business, &call.path.parcel);
        let parcel = cx.store().get::<Parcel>(key).await?.ok_or(Refused::NotFound)?;
        if parcel.until() <= cx.now() {
            return Err(Refused::NotFound);
        }
        let download = match parcel.is_downloadable(cx.now()) {
            true => Some(rooms::link(cx, &parcel.file_key(), &parcel.file_name()).await?),
            false => None,
        };
        Ok(OpenedParcel { parcel: parcel.view(), download }.into())
    }
}
