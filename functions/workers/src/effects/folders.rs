//! Documents of member businesses: telling that the chamber put one there, that a zip stands ready; and removing what was deleted.

use domain::account::Account;
use domain::business::Opened;
use domain::effect::FolderEffect;
use domain::folder::parcel::State;
use domain::folder::{File, FileVersion, Parcel, TopicId};
use domain::ids::{AccountId, BusinessId, FileId, ParcelId};
use mail::{FolderEvent, FolderNews, Letter};
use runtime::{Context, Failure};
use store::outbox::Waiting;
use store::{Change, Error};

use super::send;

/// How many versions are removed at once.
const AT_ONCE: u16 = 40;

/// Performs one; answers the id of the mail that was handed over, when there was one.
pub(crate) async fn perform(cx: &Context, waiting: &Waiting, effect: &FolderEffect) -> Result<Option<String>, Failure> {
    match effect {
        FolderEffect::TellPut { business, topic, file, account } => {
            tell_put(cx, waiting, (business, topic, file), account).await
        }
        FolderEffect::TellMade { business, parcel } => tell_made(cx, waiting, business, parcel).await,
        FolderEffect::RemoveFile { business, file } => {
            remove(cx, business, file).await?;
            Ok(None)
        }
    }
}

/// Tells one of those who opened the business; not who left it since, and not of a document he has opened already.
async fn tell_put(
    cx: &Context,
    waiting: &Waiting,
    (business, topic, file): (&BusinessId, &TopicId, &FileId),
    reader: &AccountId,
) -> Result<Option<String>, Failure> {
    let file = cx.store().get::<File>(store::folder::file_key(business, topic, file)).await?;
    let Some(file) = file.filter(|file| file.is_new_to_business()) else { return Ok(None) };
    let opened = cx.store().get::<Opened>(store::business::opened_key(business, reader)).await?;
    let Some(opened) = opened else { return Ok(None) };
    let Some(account) = cx.store().get::<Account>(store::account::key(reader)).await? else { return Ok(None) };
    let folder = topic.topic().map_or("", |topic| topic.title.in_language(account.language));
    let news = FolderNews {
        business: business.as_str(),
        business_name: opened.business_name.as_str(),
        event: FolderEvent::Put { folder, topic: topic.as_str(), again: file.number > 1 },
    };
    send(cx, waiting, &account.email, account.language, &Letter::Folder(news)).await
}

async fn tell_made(
    cx: &Context,
    waiting: &Waiting,
    business: &BusinessId,
    parcel: &ParcelId,
) -> Result<Option<String>, Failure> {
    let Some(parcel) = cx.store().get::<Parcel>(store::folder::parcel_key(business, parcel)).await? else {
        return Ok(None);
    };
    let Some(account) = cx.store().get::<Account>(store::account::key(&parcel.account)).await? else {
        return Ok(None);
    };
    let opened = cx.store().get::<Opened>(store::business::opened_key(business, &parcel.account)).await?;
    let Some(opened) = opened else { return Ok(None) };
    let event = match parcel.state {
        State::Ready { .. } => FolderEvent::Ready { until: parcel.until() },
        State::Failed { .. } => FolderEvent::Failed,
        State::Making { .. } => return Ok(None),
    };
    let news = FolderNews { business: business.as_str(), business_name: opened.business_name.as_str(), event };
    send(cx, waiting, &account.email, account.language, &Letter::Folder(news)).await
}

/// First the bytes of each version, then the note of it: killed in between, they are deleted once more and nothing is left behind.
async fn remove(cx: &Context, business: &BusinessId, file: &FileId) -> Result<(), Failure> {
    loop {
        let page = cx.store().list::<FileVersion>(store::folder::versions(business, file).limit(AT_ONCE)).await?;
        if page.items.is_empty() {
            return Ok(());
        }
        let mut change = Change::new();
        for version in &page.items {
            cx.files().remove(&version.released_key()).await?;
            change.delete(version);
        }
        match cx.commit(change).await {
            // Another worker is at it.
            Ok(()) | Err(Error::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// What tells everybody who opened a business that the chamber put a document there.
pub(crate) async fn to_everybody(
    cx: &Context,
    business: &BusinessId,
    file: &File,
) -> Result<Vec<domain::effect::Effect>, Error> {
    let people = cx.store().list::<Opened>(store::business::people(business).limit(MOST_TOLD)).await?;
    let tell = |opened: store::Versioned<Opened>| {
        domain::effect::Effect::Folder(FolderEffect::TellPut {
            business: business.clone(),
            topic: file.topic.clone(),
            file: file.id.clone(),
            account: opened.value.account,
        })
    };
    Ok(people.items.into_iter().map(tell).collect())
}

/// How many people of one business are told.
const MOST_TOLD: u16 = 40;
