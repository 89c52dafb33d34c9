//! `publish-edition`: staff publish a new version of a table: catalogue, prices, rules. It is never changed afterwards; open cases keep the
//! versions they started with.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use domain::catalogue::Catalogue;
use domain::edition::{Edition, Head, Proposal, TableName, publish};
use domain::effect::{CatalogueEffect, Effect};
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Error};

use crate::get_catalogue::heads;
use crate::problems::Refused;

/// Publishes an edition.
pub struct PublishEdition;

/// A new version of a table.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PublishEditionInput {
    /// Which table.
    pub table: TableName,
    /// The version it was made from.
    pub based_on: String,
    /// The first day on which a case is to start under it: today or later.
    pub valid_from: Date,
    /// What changed, for colleagues.
    #[schemars(length(max = 500))]
    pub note: String,
    /// The table's own fields as JSON, without `version` and `validFrom`; as text, because each table has another shape.
    #[schemars(length(min = 2, max = 200_000))]
    pub content: String,
}

impl Endpoint for PublishEdition {
    const ROUTE: Route = Route::post("publish-edition", "/v1/desk/editions")
        .summary("Publish a new version of the catalogue, the prices or the rules")
        .created()
        .touches(&[Touch::list(Part::Edition).and(Touch::put(Part::Edition))])
        .keys(&[KeySet::Data])
        .editions()
        .fresh(30)
        .problems(&[ProblemType::ChangedMeanwhile]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = PublishEditionInput;
    type Output = Head;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Head>, Refused> {
        let PublishEditionInput { table, based_on, valid_from, note, content } = call.input;
        let proposal = Proposal { table, based_on, valid_from, note, content };
        let edition = publish(proposal, &heads(cx).await?, call.caller.account_id(), cx.today(), cx.now());
        let edition = edition.map_err(|not| Refused::NotPublished(not, "/content"))?;
        keep(cx, &edition).await?;
        Ok(edition.head.into())
    }
}

/// Writes an edition with its head and its audit fact; this process asks anew at its next request.
pub(crate) async fn keep(cx: &Context, edition: &Edition) -> Result<(), Error> {
    let by = &edition.head.published_by;
    let mut change = Change::new();
    if let Some(present) = Catalogue::on(cx.today()).filter(|_| edition.head.table == TableName::Catalogue) {
        // Whoever will fall short of a level it raises is sought after the request, a part at a time.
        let (edition, before) = (edition.head.version.clone(), present.version.clone());
        change.effect(Effect::Catalogue(CatalogueEffect::AnnounceRises { edition, before }));
    }
    change.create(&edition.head).create(edition).audit(AuditFact {
        trail: Trail::Account { account: by.clone() },
        actor: Actor::Staff { account: by.clone() },
        action: "publish-edition".to_owned(),
        object: format!("{} {}", edition.head.table.name(), edition.head.version),
        result: format!("published, valid from {}", edition.head.valid_from),
    });
    cx.commit(change).await?;
    cx.forget_editions().await;
    Ok(())
}
