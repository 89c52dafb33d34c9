//! What somebody filled in himself, or what is filled in for a business he opened: the one way by which a person comes to a submission, so that
//! who may is asked in one place.

use domain::ids::SubmissionId;
use domain::submission::Submission;
use store::{Error, Versioned, submission};

use crate::caller::Person;
use crate::context::Context;

impl Person {
    /// The submission of this name, if it is his or of a business he opened. What is not there, what has vanished and what is somebody else's
    /// are one answer (S44). Whoever was removed from a business no longer sees what he filled in for it. The route declares
    /// `Touch::read(Part::Submission)` and `Touch::read(Part::Business)`, and the key `Data`.
    ///
    /// # Errors
    /// When the table fails.
    pub async fn submission(&self, cx: &Context, id: &SubmissionId) -> Result<Option<Versioned<Submission>>, Error> {
        let found = cx.store().get::<Submission>(submission::key(id)).await?;
        let Some(found) = found.filter(|found| !found.is_gone(cx.now())) else { return Ok(None) };
        let his = match &found.business {
            Some(business) => self.opened(cx, business).await?.is_some(),
            None => found.account == *self.account_id(),
        };
        Ok(his.then_some(found))
    }
}
