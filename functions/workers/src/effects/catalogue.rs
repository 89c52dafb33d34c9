//! What follows on the catalogue's side: rights are noted under their services, and whoever will fall short of a level that rises is told.

use std::collections::BTreeSet;

use domain::catalogue::Catalogue;
use domain::catalogue::rise::AnnouncedRise;
use domain::edition::{self, Edition, TableName};
use domain::effect::{CatalogueEffect, Effect};
use domain::ids::{MeansId, OrganisationId};
use domain::means::Means;
use mail::{Letter, PeopleNews};
use runtime::{Context, Failure};
use store::outbox::Waiting;
use store::right::Pointer;
use store::rise::ToldRise;
use store::{Change, Error};

use super::means::{account_of, organisation_of};
use super::send;

/// How many pointers one transaction takes.
const AT_ONCE: usize = 50;
/// How many rises one transaction sets out to seek; each in the three places a right can stand.
const RISES_AT_ONCE: usize = 10;
/// How many rights are looked at in one turn: well within the time an effect is held, also on a slow machine.
const RIGHTS_AT_ONCE: u16 = 25;

/// Performs one; answers the id of the mail that was handed over, when there was one.
pub(crate) async fn perform(
    cx: &Context,
    waiting: &Waiting,
    effect: &CatalogueEffect,
) -> Result<Option<String>, Failure> {
    match effect {
        CatalogueEffect::NoteRights { organisation, means } => note_rights(cx, organisation, means).await?,
        CatalogueEffect::AnnounceRises { edition, before } => announce(cx, edition, before).await?,
        CatalogueEffect::SeekShortfalls { edition, rise, place, after } => {
            seek(cx, edition, rise, *place, after.clone()).await?;
        }
        CatalogueEffect::TellShortfall { organisation, means, edition, rise } => {
            return tell(cx, waiting, organisation, means, edition, rise).await;
        }
    }
    Ok(None)
}

/// Notes under each service which means has a right to it. Noting twice notes once.
async fn note_rights(cx: &Context, organisation: &OrganisationId, means: &MeansId) -> Result<(), Failure> {
    let Some(means) = cx.store().get::<Means>(store::means::key(organisation, means)).await? else { return Ok(()) };
    let pointers: Vec<_> = store::right::pointers(&means).collect();
    for some in pointers.chunks(AT_ONCE) {
        let mut change = Change::new();
        for pointer in some {
            change.set(pointer);
        }
        cx.commit(change).await?;
    }
    Ok(())
}

/// An edition of the catalogue; none when this build cannot read it any more.
async fn catalogue(cx: &Context, version: &str) -> Result<Option<&'static Catalogue>, Failure> {
    if Catalogue::named(version).is_none() {
        // Published a moment ago: this process need not have learned of it yet.
        let key = store::edition::key(TableName::Catalogue, version);
        if let Some(published) = cx.store().get::<Edition>(key).await? {
            edition::learn(&published).map_err(|error| Failure::Other(error.to_string()))?;
        }
    }
    Ok(Catalogue::named(version))
}

/// Sets out to seek whoever falls short of each rise an edition brings. Begun twice, everybody is still told once: the tellings see to it.
async fn announce(cx: &Context, edition: &str, before: &str) -> Result<(), Failure> {
    let (Some(latest), Some(present)) = (catalogue(cx, edition).await?, catalogue(cx, before).await?) else {
        return Ok(());
    };
    for some in latest.announces(present, cx.today()).chunks(RISES_AT_ONCE) {
        let mut change = Change::new();
        for rise in some {
            change.effects((0..).take(store::right::PLACES).map(|place| seeking(edition, rise, place, None)));
        }
        cx.commit(change).await?;
    }
    Ok(())
}

fn seeking(edition: &str, rise: &AnnouncedRise, place: u8, after: Option<String>) -> Effect {
    let (edition, rise) = (edition.to_owned(), rise.clone());
    Effect::Catalogue(CatalogueEffect::SeekShortfalls { edition, rise, place, after })
}

/// Looks at the next rights in one place, sets the tellings in motion, and goes on with the part after it.
async fn seek(
    cx: &Context,
    edition: &str,
    rise: &AnnouncedRise,
    place: u8,
    after: Option<String>,
) -> Result<(), Failure> {
    let Some((provider, service)) =
        catalogue(cx, edition).await?.and_then(|latest| latest.service(rise.service.as_str()))
    else {
        return Ok(());
    };
    let Some(range) = store::right::to(provider, service).into_iter().nth(usize::from(place)) else { return Ok(()) };
    let page = cx.store().list::<Pointer>(range.limit(RIGHTS_AT_ONCE).after(after)).await?;
    let keys: BTreeSet<_> = page.items.iter().map(|one| (one.organisation.clone(), one.means.clone())).collect();
    let keys: Vec<_> = keys.iter().map(|(organisation, means)| store::means::key(organisation, means)).collect();
    if !keys.is_empty() {
        for item in cx.store().batch(keys).await?.into_values() {
            // What a means may do stands in the means; a pointer only says where to look.
            let means = item.read::<Means>(cx.keys()).await?.value;
            if means.falls_short(provider, service, rise, cx.today()) {
                set_telling_in_motion(cx, edition, rise, &means).await?;
            }
        }
    }
    if let Some(next) = page.next_cursor {
        let mut change = Change::new();
        change.effect(seeking(edition, rise, place, Some(next)));
        cx.commit(change).await?;
    }
    Ok(())
}

/// Once for each means and rise, however many rights of it take the service in and however often this is begun anew.
async fn set_telling_in_motion(
    cx: &Context,
    edition: &str,
    rise: &AnnouncedRise,
    means: &Means,
) -> Result<(), Failure> {
    let (organisation, edition, rise) = (means.organisation.clone(), edition.to_owned(), rise.clone());
    let told =
        ToldRise { organisation: organisation.clone(), means: means.id.clone(), rise: rise.clone(), at: cx.now() };
    let effect = CatalogueEffect::TellShortfall { organisation, means: means.id.clone(), edition, rise };
    let mut change = Change::new();
    change.create(&told).effect(Effect::Catalogue(effect));
    match cx.commit(change).await {
        Ok(()) | Err(Error::Exists(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Tells the holder, if it is still so: whoever began an upgrade meanwhile need not be told.
async fn tell(
    cx: &Context,
    waiting: &Waiting,
    organisation: &OrganisationId,
    means: &MeansId,
    edition: &str,
    rise: &AnnouncedRise,
) -> Result<Option<String>, Failure> {
    let Some((provider, service)) =
        catalogue(cx, edition).await?.and_then(|latest| latest.service(rise.service.as_str()))
    else {
        return Ok(None);
    };
    let Some(means) = cx.store().get::<Means>(store::means::key(organisation, means)).await? else { return Ok(None) };
    let holder = account_of(cx, &means.holder).await?;
    let (Some(holder), Some(organisation)) = (holder, organisation_of(cx, organisation).await?) else {
        return Ok(None);
    };
    if !means.falls_short(provider, service, rise, cx.today()) {
        return Ok(None);
    }
    let news = PeopleNews::LevelRises {
        organisation: &organisation.name,
        means: &means.id,
        number: &means.number,
        provider: &provider.name,
        service: service.name.in_language(holder.language),
        was: rise.was,
        level: rise.level,
        from: rise.from,
    };
    send(cx, waiting, &holder.email, holder.language, &Letter::People(news)).await
}
