//! `receive-identification`: an event of the partner who identifies people. Its signature shows that it is his and from now; its id, that
//! it was not heard before; its number, that it does not come late (S62, S64).

use std::borrow::Cow;

use api::{KeySet, Part, ProblemType, Route, Touch};
use courier::signature::{self, HEADER};
use domain::upgrade::Upgrade;
use domain::upgrade::identification::{Hearing, PartnerEvent};
use runtime::{Answer, Anyone, Call, Context, Empty, Endpoint, NoPath, NoQuery, Request};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde::de::IgnoredAny;
use store::courier::HeardEvent;
use store::{Change, Error};

use crate::problems::Refused;

/// How often an event is heard anew when somebody wrote in between.
const TRIES: usize = 4;

/// Hears the partner.
pub struct ReceiveIdentification;

/// An event as it came. It is read when its signature has shown that it is the partner's, and not before: nobody else learns what is
/// wrong with it.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct Unread(IgnoredAny);

/// In the contract it is what it will be read as.
impl JsonSchema for Unread {
    fn schema_name() -> Cow<'static, str> {
        PartnerEvent::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        PartnerEvent::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        PartnerEvent::json_schema(generator)
    }
}

impl Endpoint for ReceiveIdentification {
    const ROUTE: Route = Route::post("receive-identification", "/v1/partners/identification/events")
        .summary("An event of the partner who identifies people, signed by him")
        .accepted()
        .touches(&[Touch::write(Part::Organisation), Touch::put(Part::Timeline), Touch::put(Part::Courier)])
        .keys(&[KeySet::Data, KeySet::Courier])
        .problems(&[ProblemType::Unauthenticated]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = Unread;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        genuine(cx, &call.request).await?;
        let event: PartnerEvent = call.request.read().map_err(Refused::Unreadable)?;
        if !event.what.is_sound() {
            return Err(Refused::NotSound);
        }
        let mut tries = TRIES;
        loop {
            tries -= 1;
            match hear(cx, &event).await {
                Ok(()) => return Ok(Empty {}.into()),
                // Heard before: the partner may forget it, as he may after the first time.
                Err(Error::Exists(Part::Courier)) => return Ok(Empty {}.into()),
                Err(Error::Conflict(_)) if tries > 0 => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// Whether the partner sent it, and now. Any key of his that is not yet retired counts: while keys change, two do.
async fn genuine(cx: &Context, request: &Request) -> Result<(), Refused> {
    let keys = cx.keys().all(KeySet::Courier).await?;
    let secrets = keys.iter().map(|key| key.secret.as_slice());
    let header = request.header(HEADER).unwrap_or_default();
    signature::verify(secrets, header, request.body(), cx.now()).map_err(|_| Refused::NotGenuine)
}

/// Decides on the event and keeps what it comes to with the event's id, in one transaction. An invitation that is not known is none of
/// ours: its event is remembered and changes nothing.
async fn hear(cx: &Context, event: &PartnerEvent) -> Result<(), Error> {
    let reference = &event.reference;
    let heard = HeardEvent { id: event.event_id.clone(), reference: reference.clone(), at: cx.now() };
    let mut change = Change::new();
    change.create(&heard);
    let key = store::upgrade::key(&reference.organisation, &reference.upgrade);
    if let Some(upgrade) = cx.store().get::<Upgrade>(key).await? {
        match upgrade.value.clone().hear_partner(event, cx.now()) {
            Ok(Hearing::Changed(decided)) => {
                change.replace(&upgrade, &decided.upgrade).follows(&decided);
            }
            Ok(Hearing::Nothing) => {}
            Err(refusal) => return Err(Error::Corrupt(refusal.to_string())),
        }
    }
    cx.commit(change).await
}
