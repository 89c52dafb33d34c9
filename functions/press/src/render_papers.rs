//! `render-papers`: makes papers and files in the background, as the table's stream tells of them. A record may come twice, at the same time
//! or after being killed half-way: the second time changes nothing.

use api::{FileTouch, KeySet, Part, Touch};
use domain::effect::{Effect, Print};
use runtime::claim::{Claim, claim};
use runtime::stream::{Changes, Failed};
use runtime::{Context, Failure, Job, Trigger, Worker};
use store::Key;
use store::outbox::Lane;

pub use crate::hand::HELD;
use crate::hand::Hand;

/// Makes papers.
pub struct RenderPapers;

/// What making any paper touches.
const TOUCHES: &[Touch] = &[
    Touch::read(Part::Outbox).and(Touch::update(Part::Outbox)).and(Touch::delete(Part::Outbox)),
    Touch::put(Part::Done),
    Touch::read(Part::Account),
    Touch::read(Part::Organisation),
];

impl Worker for RenderPapers {
    const JOB: Job = Job {
        name: "render-papers",
        summary: "Makes papers and files in the background",
        trigger: Trigger::Outbox(Lane::Press),
        touches: TOUCHES,
        keys: &[KeySet::Data],
        makes_keys: false,
        files: &[FileTouch::MakePapers],
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
        let mut failed = Vec::new();
        for arrived in event.new_in(Lane::Press) {
            match perform(cx, &arrived.key).await {
                Ok(true) => {}
                Ok(false) => failed.push(arrived.sequence),
                Err(failure) => {
                    tracing::warn!(%failure, "a paper failed and will be tried again");
                    failed.push(arrived.sequence);
                }
            }
        }
        Ok(Failed::of(failed))
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
    let _ = &hand;
    match print {
        Print::Overview { .. } => Err(not_ours("an overview")),
        Print::Invoice { .. } => Err(not_ours("an invoice")),
        Print::Order { .. } => Err(not_ours("an order")),
    }
}

/// Something came that nobody makes here: our mistake. It stays in the outbox until that is mended; nothing is dropped.
fn not_ours(what: &str) -> Failure {
    Failure::Other(format!("{what} came to the press and is not made there"))
}
