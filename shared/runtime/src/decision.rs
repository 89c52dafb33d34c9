//! Load, decide, keep: how every decision on a case, or on anything else that is loaded whole, is carried through, whoever takes it.

use domain::upgrade::view::{UpgradeView, Viewer};
use domain::upgrade::{Decided, Refusal};
use serde::Serialize;
use store::upgrade::Case;
use store::{Change, Error};

use crate::context::Context;

/// How often a decision is made anew when something that Balie does by itself, such as an inspection, was written in between. A person
/// who came between is found by the version the caller sends, and told.
const TRIES: usize = 4;

/// Makes an attempt up to `tries` times, anew when it was `overtaken`: something it rests on was written in between. For what loads, decides and
/// keeps in more than one step; else [`decide`].
pub async fn anew<A, E, F>(
    tries: usize,
    overtaken: impl Fn(&E) -> bool + Send + Sync,
    attempt: impl Fn() -> F + Send + Sync,
) -> Result<A, E>
where
    A: Send,
    E: Send,
    F: Future<Output = Result<A, E>> + Send,
{
    let mut left = tries;
    loop {
        left = left.saturating_sub(1);
        match attempt().await {
            Err(refused) if left > 0 && overtaken(&refused) => {}
            outcome => return outcome,
        }
    }
}

/// Loads a thing, decides on it, and keeps what was decided together with the answer; anew when something came between.
pub async fn decide<A, E, C, L, F, D>(cx: &Context, load: L, decide: D) -> Result<A, E>
where
    A: Serialize + Send + Sync,
    E: From<Error> + Send,
    L: Fn() -> F + Send + Sync,
    C: Send + Sync,
    F: Future<Output = Result<C, E>> + Send,
    D: Fn(&C) -> Result<(Change, A), E> + Send + Sync,
{
    let mut tries = TRIES;
    loop {
        tries -= 1;
        let loaded = load().await?;
        let (change, answer) = decide(&loaded)?;
        match cx.keep(change, &answer).await {
            Ok(()) => return Ok(answer),
            Err(Error::Conflict(_)) if tries > 0 => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// The same for a decision that is answered with the upgrade as it is then.
pub async fn decide_upgrade<E, L, F, D>(cx: &Context, viewer: Viewer, load: L, decision: D) -> Result<UpgradeView, E>
where
    E: From<Error> + From<Refusal> + Send,
    L: Fn() -> F + Send + Sync,
    F: Future<Output = Result<Case, E>> + Send,
    D: Fn(&Case) -> Result<Decided, Refusal> + Send + Sync,
{
    let decided = |case: &Case| {
        let decided = decision(case)?;
        let registration = &case.means.registration;
        let view = decided.upgrade.view(registration, case.timeline_after(&decided), viewer)?;
        Ok((case.change(&decided), view))
    };
    decide(cx, load, decided).await
}
