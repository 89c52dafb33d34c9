//! The member business somebody opened: the one way by which a person comes to what is the business's, so that who may is asked in one place.

use domain::business::Opened;
use domain::ids::BusinessId;
use store::{Error, business};

use crate::caller::Person;
use crate::context::Context;

impl Person {
    /// That the caller opened this business, if he did. What is not there and what he did not open are one answer (S44). The route declares
    /// `Touch::read(Part::Business)`.
    ///
    /// # Errors
    /// When the table fails.
    pub async fn opened(&self, cx: &Context, id: &BusinessId) -> Result<Option<Opened>, Error> {
        let key = business::opened_key(id, self.account_id());
        Ok(cx.store().get::<Opened>(key).await?.map(|opened| opened.value))
    }
}
