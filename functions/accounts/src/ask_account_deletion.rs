//! `ask-account-deletion`: the owner wants his account deleted (S35, S59). He has a week to take that back; the mail tells how.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::Deletion;
use domain::effect::{AccountEffect, Effect};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, NoQuery, Person};
use store::{Change, Error};

use crate::deletion::{self, DeletionView, InTheWay};
use crate::problems::Refused;
use crate::trail;

/// Asks to have the account deleted.
pub struct AskAccountDeletion;

impl Endpoint for AskAccountDeletion {
    const ROUTE: Route = Route::post("ask-account-deletion", "/v1/me/deletion")
        .summary("Ask to have your account deleted; you can take it back for seven days")
        .accepted()
        .touches(&[
            Touch::write(Part::Account),
            Touch::read(Part::Organisation).and(Touch::list(Part::Organisation)),
            Touch::list(Part::Order),
            Touch::list(Part::Invoice),
            Touch::list(Part::Business),
            Touch::list(Part::Submission),
            Touch::list(Part::Ticket),
        ])
        .keys(&[KeySet::Data])
        .fresh(5)
        .problems(&[ProblemType::WrongStage, ProblemType::LastMainUser]);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = DeletionView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<DeletionView>, Refused> {
        let account = call.caller.account_id();
        let wish = Deletion::ask(account.clone(), cx.now());
        let view = deletion::view(cx, &call.caller, Some(&wish)).await?;
        match view.in_the_way.first() {
            Some(InTheWay::MainUser { .. }) => return Err(Refused::MainUserStays),
            Some(InTheWay::AddressChanged { .. } | InTheWay::OfTheDesk {}) => return Err(Refused::WrongState),
            None => {}
        }
        let mut change = Change::new();
        change
            .create(&wish)
            .effect(Effect::Account(AccountEffect::TellDeletionAsked { account: account.clone() }))
            .audit(trail::by_person(account, "ask-account-deletion"));
        match cx.commit(change).await {
            Err(Error::Exists(_)) => Err(Refused::WrongState),
            outcome => Ok(outcome?),
        }?;
        Ok(view.into())
    }
}
