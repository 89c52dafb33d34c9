//! `replace-lost-code`: a new access code in the place of a lost one, for whoever has the link from the mailbox. It opens no session. Somebody
//! with a code in several organisations gets each of them anew: which of them was lost is not known.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::access_code::AccessCode;
use domain::account::{Account, Link, Purpose, Token};
use domain::audit::{Actor, AuditFact, Trail};
use domain::effect::Effect;
use domain::organisation::{MainUser, Membership};
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Change, Error, Versioned};

use crate::issue_access_code::TRIES;
use crate::problems::Refused;

/// Replaces lost codes.
pub struct ReplaceLostCode;

/// How many codes are replaced in one transaction. Nobody works for this many organisations.
const AT_ONCE: usize = 16;

/// The link.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReplaceLostCodeInput {
    /// The secret of the link.
    pub token: String,
}

/// What is on its way.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReplacedCodes {
    /// How many new codes are mailed, one for each organisation.
    pub codes: usize,
}

impl Endpoint for ReplaceLostCode {
    const ROUTE: Route = Route::post("replace-lost-code", "/v1/lost-access/codes")
        .summary("Get a new access code with the link from the mail; the old one stops working")
        .accepted()
        .touches(&[
            Touch::write(Part::Link),
            Touch::write(Part::Account),
            Touch::write(Part::Login).and(Touch::delete(Part::Login)),
            Touch::write(Part::Organisation).and(Touch::list(Part::Organisation)),
        ])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::LinkNotUsable]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = ReplaceLostCodeInput;
    type Output = ReplacedCodes;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<ReplacedCodes>, Refused> {
        // The link was used at the same moment, which the next look finds; or something else was written.
        let overtaken = |refused: &Refused| matches!(refused, Refused::Store(Error::Conflict(_)));
        Ok(runtime::anew(TRIES, overtaken, || attempt(cx, &call.input.token)).await?.into())
    }
}

async fn attempt(cx: &Context, token: &str) -> Result<ReplacedCodes, Refused> {
    let hash = Token::presented(token).hash();
    let link = cx.store().get::<Link>(store::link::key(&hash)).await?.ok_or(Refused::LinkNotUsable)?;
    let read = cx.store().get::<Account>(store::account::key(&link.account)).await?.ok_or(Refused::LinkNotUsable)?;
    let mut account = read.value.clone();
    let used = link.consume(Purpose::NewCode, &mut account, cx.now())?;
    let lost = codes_of(cx, &account).await?;
    let gone: Vec<_> = lost.iter().filter_map(|code| code.login.clone()).collect();
    let account = account.without_logins(&gone);
    let logins = cx.store().logins_of(&read).await?;
    let mut change = Change::new();
    change.replace(&link, &used).replace_account(&read, &account, &logins);
    for code in &lost {
        let renewed = code.renewed(cx.now())?;
        let key = store::organisation::main_user_key(&code.organisation);
        let main_user = cx.store().get::<MainUser>(key).await?.map(|main_user| main_user.value.account);
        change
            .replace(code, &renewed)
            .effects(renewed.renewal_mails(main_user.as_ref()).into_iter().map(Effect::Code))
            .audit(fact(code));
    }
    cx.commit(change).await?;
    Ok(ReplacedCodes { codes: lost.len() })
}

/// The codes that are in use: the index tells in which organisations, the table which.
async fn codes_of(cx: &Context, account: &Account) -> Result<Vec<Versioned<AccessCode>>, Error> {
    let memberships = cx.store().list::<Membership>(store::organisation::of_member(&account.id)).await?;
    let held = memberships
        .items
        .iter()
        .filter_map(|member| member.code.as_ref().map(|code| store::access_code::key(&member.organisation, &code.id)));
    let keys: Vec<_> = held.take(AT_ONCE).collect();
    let mut codes = Vec::with_capacity(keys.len());
    if keys.is_empty() {
        return Ok(codes);
    }
    for item in cx.store().batch(keys).await?.into_values() {
        let code = item.read::<AccessCode>(cx.keys()).await?;
        if code.ended_at.is_none() {
            codes.push(code);
        }
    }
    Ok(codes)
}

fn fact(code: &AccessCode) -> AuditFact {
    AuditFact {
        trail: Trail::Organisation { organisation: code.organisation.clone() },
        actor: Actor::Visitor,
        action: "replace-lost-code".to_owned(),
        object: code.id.to_string(),
        result: "renewed".to_owned(),
    }
}
