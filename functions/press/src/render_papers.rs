//! `render-papers`: makes papers and files in the background, as the table's stream tells of them. A record may come twice, at the same time
//! or after being killed half-way: the second time changes nothing.

use api::{FileTouch, KeySet, Part, Touch};
use domain::effect::{Effect, Print};
use futures::{StreamExt, stream};
use runtime::claim::{Claim, claim};
use runtime::stream::{Arrived, Changes, Failed};
use runtime::{Context, Failure, Job, Trigger, Worker};
use store::Key;
use store::outbox::Lane;

pub use crate::hand::HELD;
use crate::hand::Hand;
use crate::{counter, invoice, order, pin_letter};
use crate::{overview, parcel};

/// Makes papers.
pub struct RenderPapers;

/// How many are made side by side. In AWS one comes at a time.
const SIDE_BY_SIDE: usize = 4;

/// What making any paper touches.
const TOUCHES: &[Touch] = &[
    Touch::read(Part::Outbox).and(Touch::update(Part::Outbox)).and(Touch::delete(Part::Outbox)),
    Touch::put(Part::Done),
    Touch::read(Part::Account),
    Touch::read(Part::Organisation).and(Touch::list(Part::Organisation)),
    Touch::write(Part::Overview),
    Touch::write(Part::Folder).and(Touch::list(Part::Folder)),
    Touch::read(Part::Business),
    Touch::read(Part::Spend),
    Touch::write(Part::Order),
    store::spend::BOOKING,
    Touch::write(Part::Invoice),
    Touch::write(Part::Mandate),
    Touch::list(Part::Spend),
    Touch::write(Part::Submission).and(Touch::delete(Part::Submission)),
    Touch::read(Part::Form),
    Touch::write(Part::Business),
];

impl Worker for RenderPapers {
    const JOB: Job = Job {
        name: "render-papers",
        summary: "Makes papers and files in the background",
        trigger: Trigger::Outbox(Lane::Press),
        touches: TOUCHES,
        keys: &[KeySet::Data, KeySet::Index, KeySet::Pepper],
        makes_keys: false,
        files: &[FileTouch::MakePapers, FileTouch::MakeOverviews, FileTouch::MakeParcels, FileTouch::MakePinLetters],
        sends_mail: false,
        // Typesetting is work for the processor, of which a function gets as much as it has memory.
        memory_mb: 1769,
        timeout_seconds: 900,
    };
    // A workbook of a million lines is 290 MB of text before it is packed.
    const DISK_MB: u32 = 1024;
    type Event = Changes;
    type Outcome = Failed;

    async fn run(cx: &Context, event: Changes) -> Result<Failed, Failure> {
        let failed = stream::iter(event.new_in(Lane::Press)).map(|arrived| attempt(cx, arrived)).buffered(SIDE_BY_SIDE);
        let failed = failed.filter_map(std::future::ready).collect().await;
        Ok(Failed::of(failed))
    }
}

/// Answers the number of a record that must come again.
async fn attempt(cx: &Context, arrived: Arrived) -> Option<String> {
    match perform(cx, &arrived.key).await {
        Ok(true) => None,
        Ok(false) => Some(arrived.sequence),
        Err(failure) => {
            tracing::warn!(%failure, "a paper failed and will be tried again");
            Some(arrived.sequence)
        }
    }
}

/// Answers whether it is done; else somebody else has it in hand.
async fn perform(cx: &Context, key: &Key) -> Result<bool, Failure> {
    let waiting = match claim(cx, key, cx.by_now(), HELD).await? {
        Claim::Taken(waiting) => waiting.value,
        Claim::Held => return Ok(false),
        Claim::Done => return Ok(true),
    };
    let effect = waiting.effect.clone();
    let mut hand = Hand::of(cx, waiting);
    match print(&mut hand, &effect).await {
        Ok(()) => {
            hand.put_away().await?;
            Ok(true)
        }
        Err(failure) => {
            hand.release().await?;
            Err(failure)
        }
    }
}

/// Hands what is to be printed to its module.
async fn print(hand: &mut Hand<'_>, effect: &Effect) -> Result<(), Failure> {
    let Effect::Print(print) = effect else { return Err(not_ours("an effect that is not printed")) };
    match print {
        Print::Overview { organisation, owner, overview } => {
            overview::print(hand, organisation, owner.as_ref(), overview).await
        }
        Print::Parcel { business, parcel } => parcel::print(hand, business, parcel).await,
        Print::PinLetter { business, letter } => pin_letter::print(hand, business, letter).await,
        Print::Invoice { organisation, invoice } => invoice::print(hand.cx(), organisation, invoice).await,
        Print::CreditNote { organisation, invoice } => invoice::credit(hand.cx(), organisation, invoice).await,
        Print::Submission { submission } => crate::submission::print(hand.cx(), submission).await,
        Print::Certificate { submission } => crate::submission::certify(hand.cx(), submission).await,
        Print::Mandate { business, mandate, revision } => {
            crate::mandate::print(hand.cx(), business, mandate, *revision).await
        }
        Print::CounterOrder { order } => counter::print(hand.cx(), order).await,
        Print::Order { organisation, order } => order::print(hand.cx(), organisation, order).await,
    }
}

/// Something came that nobody makes here: our mistake. It stays in the outbox until that is mended; nothing is dropped.
fn not_ours(what: &str) -> Failure {
    Failure::Other(format!("{what} came to the press and is not made there"))
}
