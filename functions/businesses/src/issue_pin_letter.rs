//! `issue-pin-letter`: the desk has a letter made for one business. The PIN of the one before is void from now on.

use api::{KeySet, Part, Route, Touch};
use domain::business::LetterView;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff};
use store::Error;

use crate::desk::{issue, letter, load};
use crate::people::BusinessPath;
use crate::problems::Refused;

/// Has a letter made.
pub struct IssuePinLetter;

/// How often it is tried anew when the letter before was tried in between.
const TRIES: usize = 8;

impl Endpoint for IssuePinLetter {
    const ROUTE: Route = Route::post("issue-pin-letter", "/v1/desk/businesses/{business}/pin-letter")
        .summary("Have a letter with a PIN made; the one before opens nothing any more")
        .created()
        .idempotent()
        .touches(&[Touch::write(Part::Business)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = BusinessPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = LetterView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<LetterView>, Refused> {
        let overtaken = |refused: &Refused| matches!(refused, Refused::Store(Error::Conflict(_) | Error::Exists(_)));
        Ok(runtime::anew(TRIES, overtaken, || attempt(cx, &call)).await?.into())
    }
}

async fn attempt(cx: &Context, call: &Call<IssuePinLetter>) -> Result<LetterView, Refused> {
    let business = load(cx, &call.path.business).await?;
    let before = letter(cx, &business.id).await?;
    let (letter, change) = issue(cx, &call.caller, &business.id, before.as_ref());
    let view = letter.view(cx.now());
    cx.keep(change, &view).await?;
    Ok(view)
}
