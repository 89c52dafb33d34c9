//! `change-account-email`: the desk changes the address of an account on a written wish (seed 003). It takes effect when the new mailbox has
//! confirmed; the old one is told at once, and can stop it. Nobody at the desk changes an address on a question of another account, nor one of a
//! colleague.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::address::AskedBy;
use domain::account::login::IdentifierKind;
use domain::account::{Account, Login};
use domain::audit::{Actor, AuditFact, Trail};
use domain::email::Email;
use domain::ids::TicketId;
use domain::ticket::Ticket;
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Error, Versioned};

use crate::address::{self, AddressChangeView};
use crate::problems::Refused;

/// Changes the address of an account.
pub struct ChangeAccountEmail;

/// Which account, and on which question.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AccountEmailChange {
    /// The question in which it was asked for.
    pub ticket_id: TicketId,
    /// The address the account has.
    pub old_email: Email,
    /// The one it is to get.
    pub new_email: Email,
}

impl Endpoint for ChangeAccountEmail {
    const ROUTE: Route = Route::post("change-account-email", "/v1/desk/address-changes")
        .summary("Change the e-mail address of an account; the new mailbox must confirm, the old one can stop it")
        .accepted()
        .touches(&[Touch::write(Part::Account), Touch::read(Part::Login), Touch::read(Part::Ticket)])
        .keys(&[KeySet::Data, KeySet::Index])
        .fresh(15)
        .problems(&[ProblemType::WrongStage, ProblemType::ChangedMeanwhile]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = AccountEmailChange;
    type Output = AddressChangeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<AddressChangeView>, Refused> {
        let AccountEmailChange { ticket_id, old_email, new_email } = call.input;
        let account = account_at(cx, &old_email).await?;
        let ticket = cx.store().get::<Ticket>(store::ticket::key(&ticket_id)).await?;
        let ticket = ticket.ok_or(Refused::Field("/ticketId", "unknown"))?;
        if ticket.account().is_some_and(|asker| *asker != account.id) {
            return Err(Refused::Field("/oldEmail", "of-another-account"));
        }
        let key = cx.login_key(&new_email.normalised()).await?;
        if account.email.normalised() != new_email.normalised() && address::is_taken(cx, &key).await? {
            return Err(Refused::Field("/newEmail", "address-taken"));
        }
        let staff = call.caller.account_id().clone();
        let by = AskedBy::Desk { staff: staff.clone(), ticket: ticket_id.clone() };
        let mut change = Change::new();
        let asked = address::begin(cx, &account, by, (new_email, key), &mut change).await?;
        for trail in [Trail::Account { account: account.id.clone() }, Trail::Ticket { ticket: ticket_id }] {
            change.audit(AuditFact {
                trail,
                actor: Actor::Staff { account: staff.clone() },
                action: Self::ROUTE.operation.to_owned(),
                object: account.id.to_string(),
                result: "asked".to_owned(),
            });
        }
        match cx.commit(change).await {
            Err(Error::Exists(_) | Error::Conflict(_)) => Err(Refused::ChangedMeanwhile),
            outcome => Ok(outcome?),
        }?;
        address::view(&asked, cx.now()).map(Answer::from).ok_or(Refused::WrongState)
    }
}

/// The customer's account at an address.
async fn account_at(cx: &Context, email: &Email) -> Result<Versioned<Account>, Refused> {
    let unknown = || Refused::Field("/oldEmail", "unknown-address");
    let key = cx.login_key(&email.normalised()).await?;
    let login = cx.store().get::<Login>(store::login::key(&key)).await?.ok_or_else(unknown)?;
    let account = cx.store().get::<Account>(store::account::key(&login.account)).await?.ok_or_else(unknown)?;
    if login.kind != IdentifierKind::Email {
        return Err(unknown());
    }
    if account.staff.is_some() {
        return Err(Refused::Field("/oldEmail", "of-the-desk"));
    }
    Ok(account)
}
