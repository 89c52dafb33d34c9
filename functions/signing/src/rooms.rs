//! Rooms: what a link opens, for whoever holds it. No account is needed, and nothing is told of a link that opens nothing.

use domain::account::Token;
use domain::language::Language;
use domain::organisation::Organisation;
use domain::upgrade::Upgrade;
use domain::upgrade::signing::{Consent, Signer, SigningRoomView};
use runtime::Context;
use schemars::JsonSchema;
use serde::Deserialize;
use store::Error;
use store::signing::Room;

use crate::problems::Refused;

/// How often something is made anew when another signer, a try with the same code, or Balie itself was written in between.
pub(crate) const TRIES: usize = 8;

/// What a signer agrees to.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Agreement {
    /// The fingerprint of what was shown: only that is signed.
    pub fingerprint: String,
    /// The text that was shown.
    pub consent: Consent,
}

/// The room behind a link, with its signer; or the one answer for every link that opens nothing (S10).
pub(crate) async fn enter(cx: &Context, token: &str) -> Result<(Room, Signer), Refused> {
    let hash = Token::presented(token).hash();
    let room = Room::load(cx.store(), &hash).await?.ok_or(Refused::LinkNotUsable)?;
    let signer = room.link.opens(&room.upgrade, cx.now())?.clone();
    Ok((room, signer))
}

/// What the signer sees, of the upgrade as it is now.
pub(crate) async fn show(
    cx: &Context,
    room: &Room,
    upgrade: &Upgrade,
    language: Language,
) -> Result<SigningRoomView, Refused> {
    let organisation = cx.store().get::<Organisation>(store::organisation::key(&upgrade.organisation)).await?;
    let organisation = organisation.ok_or_else(|| Error::Corrupt("the organisation of a case is gone".to_owned()))?;
    let signer = upgrade.signing.signer(&room.link.signer).ok_or(Refused::LinkNotUsable)?;
    Ok(upgrade.signing_room(signer, &organisation, language, room.link.expires_at)?)
}
