//! `send-batch`: starts one upgrade for each good row. It is done behind the request, part by part; each holder gets his own part by mail.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use runtime::{Answer, Call, Context, Endpoint, Manager, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::batches::{self, BatchPath};
use crate::problems::Refused;
use crate::view::BatchView;

/// Sends a batch.
pub struct SendBatch;

/// What is to be done about rows that are not good.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SendBatchInput {
    /// That they are to be left out; without it a batch with faulty rows is not sent.
    #[serde(default)]
    pub leave_out_faulty: bool,
}

impl Endpoint for SendBatch {
    const ROUTE: Route = Route::post("send-batch", "/v1/batches/{batchId}/sending")
        .summary("Start one upgrade for each good row of a batch")
        .accepted()
        .touches(&[Touch::write(Part::Organisation)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage]);
    type Caller = Manager;
    type Path = BatchPath;
    type Query = NoQuery;
    type Input = SendBatchInput;
    type Output = BatchView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<BatchView>, Refused> {
        let read = batches::load(cx, &call.caller, &call.path.batch_id).await?;
        let sent = read.value.clone().send(call.input.leave_out_faulty, cx.now());
        let (batch, effects) = sent.map_err(Refused::NotSendable)?;
        let mut change = Change::new();
        change.replace(&read, &batch).effects(effects).audit(AuditFact {
            trail: Trail::Organisation { organisation: batch.organisation.clone() },
            actor: Actor::Person { account: batch.by.clone() },
            action: "send-batch".to_owned(),
            object: batch.id.to_string(),
            result: format!("{} rows", batch.good),
        });
        cx.commit(change).await?;
        Ok(BatchView::from(&batch).into())
    }
}
