//! `keep-account-by-link`: the wish to have the account deleted is taken back with the link from the mail.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::Purpose;
use runtime::{Answer, Anyone, Call, Context, Empty, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Error};

use crate::keep_account::taken_back;
use crate::problems::Refused;
use crate::{deletion, loading, trail};

/// Keeps the account, with a link.
pub struct KeepAccountByLink;

/// The link.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeepToken {
    /// The secret of the link.
    pub token: String,
}

impl Endpoint for KeepAccountByLink {
    const ROUTE: Route = Route::post("keep-account-by-link", "/v1/account-deletions/withdrawals")
        .summary("Take back the wish to have an account deleted, with the link from the mail")
        .touches(&[
            Touch::write(Part::Link),
            Touch::write(Part::Account).and(Touch::delete(Part::Account)),
            Touch::read(Part::Login),
        ])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::LinkNotUsable]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = KeepToken;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let (link, known) = loading::link(cx, &call.input.token, &[Purpose::KeepAccount]).await?;
        let wish = deletion::wish(cx, &known.account.id).await?.ok_or(Refused::LinkNotUsable)?;
        let mut account = known.account.value.clone();
        let used = link.consume(Purpose::KeepAccount, &mut account, cx.now())?;
        let mut change = Change::new();
        taken_back(&mut change, &wish)?;
        change.replace(&known.account, &account).replace(&link, &used).audit(trail::by_visitor(
            &account.id,
            "keep-account-by-link",
            "kept",
        ));
        match cx.commit(change).await {
            Err(Error::Conflict(_)) => Err(Refused::LinkNotUsable),
            outcome => Ok(outcome?),
        }?;
        Ok(Empty {}.into())
    }
}
