//! `find-case`: the cases that belong to a number of a means, a code on a paper, or a number in the register. Who looked for what is kept.

use api::{KeySet, Part, Route, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use domain::ids::{OrganisationId, UpgradeId};
use domain::kvk_number::KvkNumber;
use domain::level::AssuranceLevel;
use domain::organisation::Organisation;
use domain::upgrade::contract::{Paper, PaperCode};
use domain::upgrade::{StageName, Upgrade};
use jiff::Timestamp;
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Staff};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::upgrade::Signpost;
use store::{Change, Key};

use crate::list_queue::names_of;
use crate::problems::Refused;

/// Finds cases.
pub struct FindCase;

/// What is looked for.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FindCaseInput {
    /// A number of a means (`BAL-1001`), a code on a paper (`ABCD-EFGH-J`), or eight digits: a number in the register.
    #[schemars(length(min = 1, max = 40))]
    pub query: String,
}

/// What was found.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FoundCases {
    /// The cases, the latest first.
    pub cases: Vec<FoundCase>,
}

/// One case that was found.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FoundCase {
    /// The organisation.
    pub organisation_id: OrganisationId,
    /// Its name in the register.
    pub organisation_name: String,
    /// The upgrade.
    pub upgrade_id: UpgradeId,
    /// The number of the means.
    pub means_number: String,
    /// The level it leads to.
    pub target_level: AssuranceLevel,
    /// Where it stands.
    pub stage: StageName,
    /// When it began.
    pub started_at: Timestamp,
}

/// How many cases are shown at most.
const MOST: u16 = 50;

impl Endpoint for FindCase {
    const ROUTE: Route = Route::post("find-case", "/v1/desk/searches")
        .summary("Find cases by a number of a means, a code on a paper, or a number in the register")
        .touches(&[
            Touch::read(Part::Organisation).and(Touch::list(Part::Organisation)),
            Touch::list(Part::Timeline),
            Touch::read(Part::Paper),
        ])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = FindCaseInput;
    type Output = FoundCases;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<FoundCases>, Refused> {
        let wanted = Wanted::of(&call.input.query).ok_or(Refused::NothingToFind)?;
        let upgrades = wanted.find(cx).await?;
        let account = call.caller.account_id().clone();
        let mut change = Change::new();
        change.audit(AuditFact {
            trail: Trail::Account { account: account.clone() },
            actor: Actor::Staff { account },
            action: Self::ROUTE.operation.to_owned(),
            object: wanted.object(),
            result: format!("{} found", upgrades.len()),
        });
        cx.commit(change).await?;
        let names = names_of(cx, &upgrades).await?;
        let found = upgrades.into_iter().map(|upgrade| FoundCase {
            organisation_name: names.get(&upgrade.organisation).cloned().unwrap_or_default(),
            organisation_id: upgrade.organisation,
            upgrade_id: upgrade.id,
            means_number: upgrade.means_number,
            target_level: upgrade.target_level,
            stage: upgrade.stage.name(),
            started_at: upgrade.started_at,
        });
        Ok(FoundCases { cases: found.collect() }.into())
    }
}

/// What the text can mean. Numbers of companies, codes and numbers of means are told apart by their form.
enum Wanted {
    Company(KvkNumber),
    Paper(PaperCode),
    Means(String),
}

impl Wanted {
    fn of(query: &str) -> Option<Self> {
        let query = query.trim();
        if let Ok(number) = query.parse() {
            return Some(Self::Company(number));
        }
        if let Ok(code) = query.parse() {
            return Some(Self::Paper(code));
        }
        let fits =
            (1..=40).contains(&query.len()) && query.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        fits.then(|| Self::Means(query.to_owned()))
    }

    fn object(&self) -> String {
        match self {
            Self::Company(number) => format!("kvk {number}"),
            Self::Paper(code) => format!("paper {code}"),
            Self::Means(number) => format!("means {number}"),
        }
    }

    async fn find(&self, cx: &Context) -> Result<Vec<Upgrade>, store::Error> {
        match self {
            Self::Company(number) => {
                let organisations = cx.store().list::<Organisation>(store::organisation::of_kvk_number(number)).await?;
                let mut upgrades = Vec::new();
                for organisation in organisations.items {
                    let range = store::upgrade::of_organisation(&organisation.id).descending().limit(MOST);
                    upgrades.extend(cx.store().list::<Upgrade>(range).await?.items.into_iter().map(|one| one.value));
                }
                Ok(upgrades)
            }
            Self::Paper(code) => {
                let paper = cx.store().get::<Paper>(store::paper::key(code)).await?;
                let keys = paper.map(|paper| store::upgrade::key(&paper.organisation, &paper.upgrade));
                upgrades_at(cx, keys.into_iter().collect()).await
            }
            Self::Means(number) => {
                let range = store::upgrade::of_means_number(number).descending().limit(MOST);
                let posts = cx.store().list::<Signpost>(range).await?.items;
                let keys = posts.iter().map(|post| store::upgrade::key(&post.organisation, &post.upgrade)).collect();
                upgrades_at(cx, keys).await
            }
        }
    }
}

async fn upgrades_at(cx: &Context, keys: Vec<Key>) -> Result<Vec<Upgrade>, store::Error> {
    let mut upgrades = Vec::new();
    if !keys.is_empty() {
        for item in cx.store().batch(keys).await?.into_values() {
            upgrades.push(item.read::<Upgrade>(cx.keys()).await?.value);
        }
    }
    upgrades.sort_by(|one, other| other.id.cmp(&one.id));
    Ok(upgrades)
}
