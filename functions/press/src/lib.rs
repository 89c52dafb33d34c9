//! Papers and files that are made in the background. The one function here links the typesetter and the writer of tables, so that nothing
//! else has to, and takes as long as there is to print.
//!
//! # How a paper comes to be made
//!
//! A decision adds `Effect::Print(Print::…)` to its change, like any other effect. The store puts it into a lane of the outbox of its own
//! (`store::outbox::Lane::Press`); the table's stream tells `render-papers` of it, which takes it in hand, makes it, and puts it away. When it
//! dies half-way, the stream tells it again, and after that `sweep-outbox` puts it into the lane anew: so making it twice must have the
//! effect of once. It works on the same key of the bucket each time, and says that it is done by one conditional write.
//!
//! # How to add one
//!
//! 1. a variant of [`domain::effect::Print`], naming the thing and nothing else (`Invoice` and `Order` are there);
//! 2. a module here with `pub(crate) async fn print(cx: &Context, …) -> Result<(), Failure>`: load the thing; when it is made already or not
//!    there any more, say `Ok(())`; make it with `paper` or `sheet`; lay it down by `cx.files().put` under a key made of the thing's id; then
//!    write that it is ready, with the effect that mails it, in one `cx.commit`;
//! 3. its arm in `render_papers::print`, and what it touches in `render_papers::TOUCHES`.
//!
//! What takes longer than [`render_papers::HELD`] calls [`hand::Hand::still_at_it`] now and then.

mod buyer;
mod counter;
pub mod hand;
mod invoice;
mod lines;
mod mandate;
mod on_paper;
mod order;
mod overview;
mod parcel;
mod pin_letter;
pub mod render_papers;
mod submission;

use runtime::{JobEntry, job};

/// Every job.
pub fn jobs() -> Vec<JobEntry> {
    vec![job::<render_papers::RenderPapers>()]
}
