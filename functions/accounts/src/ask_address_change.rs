//! `ask-address-change`: the owner wants another address for his account (S35). Both mailboxes must confirm; whether the new one is taken is not
//! looked at here, so that the answer tells nothing of it (S10).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::address::AskedBy;
use domain::account::attempts::{ADDRESS_CHANGES, MAIL_BY_ADDRESSEE};
use domain::account::{Account, AddressChange, LoginKey};
use domain::email::Email;
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;
use store::counter::Counter;
use store::{Change, Error, Versioned};

use crate::address::{self, AddressChangeView};
use crate::problems::Refused;
use crate::trail;

/// Asks for another address.
pub struct AskAddressChange;

/// The address that is wanted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddressWish {
    /// The new address.
    pub new_email: Email,
}

impl Endpoint for AskAddressChange {
    const ROUTE: Route = Route::post("ask-address-change", "/v1/me/address-change")
        .summary("Ask for another e-mail address; both mailboxes must confirm")
        .accepted()
        .touches(&[Touch::write(Part::Account), Touch::update(Part::Counter)])
        .keys(&[KeySet::Data, KeySet::Index])
        .fresh(5)
        .problems(&[ProblemType::WrongStage, ProblemType::TooManyAttempts, ProblemType::ChangedMeanwhile]);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = AddressWish;
    type Output = AddressChangeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<AddressChangeView>, Refused> {
        let new = call.input.new_email;
        let key = cx.login_key(&new.normalised()).await?;
        let wish = (new, key);
        let asked = address::on_account(cx, &call.caller.account, |account| ask(cx, account, wish.clone())).await?;
        address::view(&asked, cx.now()).map(Answer::from).ok_or(Refused::WrongState)
    }
}

async fn ask(cx: &Context, account: Versioned<Account>, wish: (Email, LoginKey)) -> Result<AddressChange, Refused> {
    let counters = [
        Counter::of(&ADDRESS_CHANGES, account.id.as_str(), cx.now()),
        Counter::of(&MAIL_BY_ADDRESSEE, wish.1.as_str(), cx.now()),
    ];
    let mut change = Change::new();
    let asked = address::begin(cx, &account, AskedBy::Owner {}, wish, &mut change).await?;
    for counter in &counters {
        change.update(counter.raise());
    }
    change.audit(trail::by_person(&account.id, "ask-address-change"));
    match cx.commit(change).await {
        Err(Error::LimitReached { wait, .. }) => Err(Refused::TooMany(wait)),
        outcome => Ok(outcome?),
    }?;
    Ok(asked)
}
