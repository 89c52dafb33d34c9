//! `open-business`: somebody who is logged in enters the company number and the PIN of the letter, once. A try is counted at the letter, the account
//! and the network in one transaction before anything is compared, so that a hundred tries at once are five (S16, S23). A number nobody has, a
//! letter that opens nothing and a wrong PIN take the same steps and have one answer.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::attempts::{PIN_BY_ACCOUNT, PIN_BY_ADDRESS, network};
use domain::audit::{Actor, AuditFact, Trail};
use domain::business::{
    Business, By, CompanyNumber, Happened, HappenedKind, Opened, OpenedView, Pin, PinLetter, Reserved,
};
use domain::effect::{BusinessEffect, Effect};
use domain::ids::{BusinessId, PinLetterId};
use jiff::Timestamp;
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;
use store::business::Numbered;
use store::counter::Counter;
use store::{Change, Error};

use crate::desk::letter as letter_of;
use crate::people::{self, fact};
use crate::problems::Refused;

/// Opens a business with its PIN.
pub struct OpenBusiness;

/// How often it is tried anew when others were counted in between: as often as a letter can be tried, and a few times more.
const TRIES: usize = 12;

/// What stands on the letter.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpenBusinessInput {
    /// The company number; spaces, dots and hyphens are forgiven.
    pub company_number: String,
    /// The eight digits; spaces are forgiven. Never a password.
    pub pin: String,
}

impl Endpoint for OpenBusiness {
    const ROUTE: Route = Route::post("open-business", "/v1/businesses")
        .summary("Open a business with its company number and the PIN of the letter; the PIN is used up then")
        .created()
        .idempotent()
        .memory(1024)
        .touches(&[Touch::write(Part::Business).and(Touch::list(Part::Business)), Touch::update(Part::Counter)])
        .keys(&[KeySet::Pepper, KeySet::Data])
        .problems(&[ProblemType::WrongCode, ProblemType::AlreadyOpen, ProblemType::TooManyAttempts]);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = OpenBusinessInput;
    type Output = OpenedView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<OpenedView>, Refused> {
        let (number, pin) = (call.input.company_number.parse::<CompanyNumber>(), call.input.pin.parse::<Pin>());
        let (Ok(number), Ok(pin)) = (&number, &pin) else {
            return Err(Refused::Typed { number: number.is_ok(), pin: pin.is_ok() });
        };
        let counters = [
            Counter::of(&PIN_BY_ACCOUNT, call.caller.account_id().as_str(), cx.now()),
            Counter::of(&PIN_BY_ADDRESS, &network(call.request.address), cx.now()),
        ];
        let overtaken = |refused: &Refused| matches!(refused, Refused::Store(Error::Conflict(_)));
        let found = runtime::anew(TRIES, overtaken, || count(cx, &call.caller, number, &counters)).await?;
        let hash = found.reserved.as_ref().map(|reserved| &reserved.hash);
        let right = cx.verify_pin(pin, hash).await?;
        match found {
            Found { business: Some(business), reserved: Some(reserved) } if right => {
                let open = || open(cx, &call.caller, &business, &reserved.letter.id, &counters);
                Ok(runtime::anew(TRIES, overtaken, open).await?.into())
            }
            Found { business: Some(business), reserved: Some(Reserved { letter, last: true, .. }) } => {
                runtime::anew(TRIES, overtaken, || lock(cx, &business.id, &letter.id)).await?;
                Err(Refused::WrongPin)
            }
            Found { .. } => Err(Refused::WrongPin),
        }
    }
}

/// What stands behind a number, with the try that was taken from its letter.
struct Found {
    business: Option<Business>,
    reserved: Option<Reserved>,
}

/// Counts the try. The same reads and the same one write, whatever the number is.
async fn count(cx: &Context, caller: &Person, number: &CompanyNumber, counters: &[Counter]) -> Result<Found, Refused> {
    let numbered = cx.store().get::<Numbered>(store::business::number_key(number)).await?;
    // Nobody's id, so that a number nobody has is looked for as long.
    let id = numbered.map_or_else(|| BusinessId::new(Timestamp::UNIX_EPOCH, cx.chance()), |found| found.value.business);
    let (at, letter_at) = (store::business::key(&id), store::business::letter_key(&id));
    let opened_at = store::business::opened_key(&id, caller.account_id());
    let mut items = cx.store().batch(vec![at.clone(), letter_at.clone(), opened_at.clone()]).await?;
    if items.contains_key(&opened_at) {
        return Err(Refused::OpenAlready);
    }
    let business = match items.remove(&at) {
        Some(item) => Some(item.read::<Business>(cx.keys()).await?.value),
        None => None,
    };
    let letter = match items.remove(&letter_at) {
        Some(item) => Some(item.read::<PinLetter>(cx.keys()).await?),
        None => None,
    };
    let mut change = Change::new();
    for counter in counters {
        change.update(counter.raise());
    }
    let reserved = letter.as_ref().and_then(|letter| letter.reserve(cx.now()));
    if let (Some(letter), Some(reserved)) = (&letter, &reserved) {
        change.replace(letter, &reserved.letter);
    }
    change.audit(tried(caller));
    match cx.commit(change).await {
        Ok(()) => Ok(Found { business, reserved }),
        Err(Error::LimitReached { wait, .. }) => Err(Refused::TooMany(wait)),
        Err(error) => Err(error.into()),
    }
}

/// The PIN was right: the letter is used up and the business open, and all its people hear of it.
async fn open(
    cx: &Context,
    caller: &Person,
    business: &Business,
    letter: &PinLetterId,
    counters: &[Counter],
) -> Result<OpenedView, Refused> {
    let account = caller.account_id();
    let read = letter_of(cx, &business.id).await?.filter(|read| read.id == *letter).ok_or(Refused::WrongPin)?;
    // Somebody else was quicker with the same PIN: it opens once.
    let (used, effects) = read.used(account, cx.now()).ok_or(Refused::WrongPin)?;
    let opened = business.opened_by(account, cx.now());
    let view = business.opened_view(&opened);
    let by = By::Person { account: account.clone() };
    let mut change = Change::new();
    for counter in counters {
        change.update(counter.give_back());
    }
    change
        .replace(&read, &used)
        .create(&opened)
        .effects(effects)
        .effects(told(cx, &opened).await?)
        .happened(&Happened::now(&business.id, HappenedKind::Opened, by, cx.now()).about(account))
        .audit(fact(
            &business.id,
            Actor::Person { account: account.clone() },
            "open-business",
            letter.as_str(),
            "opened",
        ));
    match cx.keep(change, &view).await {
        Ok(()) => Ok(view),
        Err(Error::Exists(Part::Business)) => Err(Refused::OpenAlready),
        Err(error) => Err(error.into()),
    }
}

async fn told(cx: &Context, opened: &Opened) -> Result<Vec<Effect>, Error> {
    let mut readers: Vec<_> =
        people::of(cx, &opened.business).await?.into_iter().map(|one| one.value.account).collect();
    readers.push(opened.account.clone());
    let tell = |reader| {
        Effect::Business(BusinessEffect::TellOpened {
            business: opened.business.clone(),
            reader,
            account: opened.account.clone(),
            at: opened.at,
        })
    };
    Ok(readers.into_iter().map(tell).collect())
}

/// The last try was wrong: the letter is locked, unless another try was right meanwhile.
async fn lock(cx: &Context, business: &BusinessId, letter: &PinLetterId) -> Result<(), Refused> {
    let Some(read) = letter_of(cx, business).await?.filter(|read| read.id == *letter) else { return Ok(()) };
    let Some((locked, effects)) = read.locked(cx.now()) else { return Ok(()) };
    let tell =
        |reader| Effect::Business(BusinessEffect::TellLocked { business: business.clone(), reader, at: cx.now() });
    let readers = people::of(cx, business).await?.into_iter().map(|one| one.value.account);
    let mut change = Change::new();
    change
        .replace(&read, &locked)
        .effects(effects)
        .effects(readers.map(tell))
        .happened(&Happened::now(business, HappenedKind::LetterLocked, By::Balie {}, cx.now()))
        .audit(fact(business, Actor::Balie, "open-business", letter.as_str(), "locked"));
    Ok(cx.commit(change).await?)
}

fn tried(caller: &Person) -> AuditFact {
    let account = caller.account_id();
    AuditFact {
        trail: Trail::Account { account: account.clone() },
        actor: Actor::Person { account: account.clone() },
        action: "open-business".to_owned(),
        object: account.to_string(),
        result: "tried".to_owned(),
    }
}
