//! `end-person`: the leaver switch. Ends every right, means, upgrade, the access code and the membership of a person in the organisation in one
//! transaction, and his open sessions with it. An organisation is never left without a main user (S46).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::access_code::AccessCode;
use domain::account::eherkenning::LinkedIdentity;
use domain::account::registration::Awaited;
use domain::account::{Account, LoginKey};
use domain::effect::Effect;
use domain::ids::{AccountId, OrganisationId};
use domain::lapse::Subject;
use domain::means::{Means, MeansStatus};
use domain::organisation::Membership;
use domain::upgrade::{StageName, Upgrade};
use runtime::{Answer, Call, Context, Endpoint, Manager, NoInput, NoQuery};
use schemars::JsonSchema;
use serde::Serialize;
use store::{Change, Error, Versioned};

use crate::means::fact;
use crate::people::{PersonPath, member};
use crate::problems::Refused;

/// Ends everything a person has in an organisation.
pub struct EndPerson;

/// How many means are ended in one transaction: each may bring an upgrade that is called off. Nobody holds this many in one organisation.
const AT_ONCE: usize = 12;

/// What was ended.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Ended {
    /// How many means.
    pub means: usize,
    /// How many rights.
    pub rights: usize,
}

impl Endpoint for EndPerson {
    const ROUTE: Route = Route::post("end-person", "/v1/people/{accountId}/end")
        .summary("End every right, means and the membership of a person who leaves")
        .fresh(15)
        .touches(&[
            Touch::write(Part::Organisation)
                .and(Touch::list(Part::Organisation))
                .and(Touch::delete(Part::Organisation)),
            Touch::put(Part::Timeline),
            Touch::write(Part::Account),
            Touch::write(Part::Login).and(Touch::delete(Part::Login)),
            Touch::read(Part::Broker).and(Touch::delete(Part::Broker)),
        ])
        .keys(&[KeySet::Data, KeySet::Index])
        .problems(&[ProblemType::LastMainUser, ProblemType::WrongStage]);
    type Caller = Manager;
    type Path = PersonPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Ended;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Ended>, Refused> {
        let (caller, account) = (&call.caller, &call.path.account_id);
        let leaver = member(cx, caller, account).await?;
        leaver.may_leave(&caller.membership)?;
        let held = held(cx, caller.organisation(), account).await?;
        let ended = Ended { means: held.len(), rights: held.iter().map(|means| means.rights.len()).sum() };

        // More than one transaction holds goes first; the person himself with the last of them.
        let (first, last) = held.split_at(held.len().saturating_sub(AT_ONCE));
        for some in first.chunks(AT_ONCE) {
            let mut change = Change::new();
            for means in some {
                end_means(cx, caller, means, &mut change).await?;
            }
            cx.commit(change).await?;
        }
        let mut change = Change::new();
        for means in last {
            end_means(cx, caller, means, &mut change).await?;
        }
        let code = end_code(cx, &leaver, &mut change).await?;
        change.delete(&leaver).audit(fact(caller, Self::ROUTE.operation, account.as_str(), "ended"));
        let role = Subject::Role { account: account.clone() };
        change.watch(caller.organisation(), &role, None);
        let address = last.first().map(|means| means.registration.email.normalised());
        leave(cx, &leaver, code, address, &mut change).await?;
        cx.commit(change).await?;
        Ok(ended.into())
    }
}

/// What the person holds; the index tells which, the table what.
async fn held(
    cx: &Context,
    organisation: &OrganisationId,
    account: &AccountId,
) -> Result<Vec<Versioned<Means>>, Error> {
    let listed = cx.store().list::<Means>(store::means::of_holder(organisation, account)).await?;
    let mut held = Vec::new();
    for means in listed.items {
        let read = cx.store().get::<Means>(store::means::key(organisation, &means.id)).await?;
        held.extend(read.filter(|means| means.status != MeansStatus::Ended));
    }
    Ok(held)
}

async fn end_means(
    cx: &Context,
    caller: &Manager,
    read: &Versioned<Means>,
    change: &mut Change,
) -> Result<(), Refused> {
    let mut means = read.value.clone();
    if let Some(open) = means.open_upgrade.take() {
        let key = store::upgrade::key(&means.organisation, &open.upgrade_id);
        if let Some(upgrade) = cx.store().get::<Upgrade>(key).await?.filter(|it| it.stage.name() != StageName::Active) {
            let revision = upgrade.revision;
            let cancelled = upgrade.value.clone().cancel(&means, revision, caller.account_id(), cx.now());
            let decided = cancelled.map_err(Refused::Upgrade)?;
            change.replace(&upgrade, &decided.upgrade).follows(&decided);
        }
    }
    let ended = means.end(cx.today())?;
    change.replace(read, &ended);
    change.watch(&ended.organisation, &Subject::Means { means: ended.id.clone() }, None);
    Ok(())
}

/// Ends the access code of whoever leaves; answers the login by its characters, if it has some.
async fn end_code(cx: &Context, leaver: &Membership, change: &mut Change) -> Result<Option<LoginKey>, Refused> {
    let Some(held) = &leaver.code else { return Ok(None) };
    let key = store::access_code::key(&leaver.organisation, &held.id);
    let Some(code) = cx.store().get::<AccessCode>(key).await? else { return Ok(None) };
    if let Ok(ended) = code.ended(leaver.role, cx.now()) {
        change.replace(&code, &ended);
    }
    Ok(code.value.login)
}

/// Ends the person's open sessions, and sees to it that his next log-in opens this organisation no more, nor his code or the eHerkenning linked
/// by it anything. Somebody
/// without an account is no longer awaited.
async fn leave(
    cx: &Context,
    leaver: &Membership,
    code: Option<LoginKey>,
    address: Option<String>,
    change: &mut Change,
) -> Result<(), Refused> {
    let Membership { organisation, account, .. } = leaver;
    let Some(read) = cx.store().get::<Account>(store::account::key(account)).await? else {
        let Some(address) = address else { return Ok(()) };
        let identifier = cx.login_key(&address).await?;
        let awaited = cx.store().get::<Awaited>(store::login::awaited_key(&identifier)).await?;
        if let Some(awaited) = awaited.filter(|it| it.account == *account && it.organisation == *organisation) {
            change.delete(&awaited);
        }
        return Ok(());
    };
    let logins = cx.store().logins_of(&read).await?;
    let linked = cx.store().get::<LinkedIdentity>(store::broker::linked_key(account)).await?;
    let linked = linked.filter(|linked| linked.organisation.as_ref() == Some(organisation));
    let gone: Vec<LoginKey> = code.into_iter().chain(linked.iter().map(|linked| linked.login.clone())).collect();
    if let Some(linked) = &linked {
        change.delete(linked).effect(Effect::TellEherkenningChanged { account: account.clone(), linked: false });
    }
    let mut left = read.without_logins(&gone);
    left.organisation = left.organisation.filter(|opened| opened != organisation);
    change.replace_account(&read, &left, &logins);
    Ok(())
}
