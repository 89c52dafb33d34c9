//! One line of JSON per request, which is also its metrics (CloudWatch embedded metric format): operation, organisation, outcome, duration,
//! trace. Only these fields are ever written: no secret and nothing about a person can slip in (S60).

use std::sync::atomic::Ordering;
use std::time::Duration;

use domain::ids::OrganisationId;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::context::Context;

/// What a line tells of an operation or a job.
pub(crate) struct Line<'a> {
    pub(crate) operation: &'a str,
    pub(crate) organisation: Option<&'a OrganisationId>,
    /// `ok`, or the problem's slug, or `failed`.
    pub(crate) outcome: &'a str,
    pub(crate) status: Option<u16>,
    pub(crate) took: Duration,
}

/// Writes the line of a request that went through `cx`.
pub(crate) fn request(app: &crate::App, cx: &Context, line: &Line<'_>) {
    let spent = cx.store().tally().spent();
    let hashes = cx.counted.hashes.load(Ordering::Relaxed);
    let mails = cx.counted.mails.load(Ordering::Relaxed);
    let refused = u8::from(line.outcome != "ok");
    let mut fields = Map::new();
    let mut tell = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    tell("level", json!(if line.status.is_some_and(|status| status >= 500) { "error" } else { "info" }));
    tell("operation", json!(line.operation));
    if let Some(organisation) = line.organisation {
        tell("organisation", json!(organisation));
    }
    tell("outcome", json!(line.outcome));
    if let Some(status) = line.status {
        tell("status", json!(status));
    }
    tell("traceId", json!(cx.trace()));
    tell("roundTrips", json!(spent.round_trips));
    tell("turnedDown", json!(spent.turned_down));
    tell("readUnits", json!(spent.read_units));
    tell("writeUnits", json!(spent.write_units));
    tell("Requests", json!(1));
    tell("Refusals", json!(refused));
    tell("Duration", json!(u64::try_from(line.took.as_millis()).unwrap_or(u64::MAX)));
    let mut metrics = vec![
        json!({"Name": "Requests", "Unit": "Count"}),
        json!({"Name": "Refusals", "Unit": "Count"}),
        json!({"Name": "Duration", "Unit": "Milliseconds"}),
    ];
    for (name, count) in [("Hashes", hashes), ("Mails", mails)] {
        if count > 0 {
            tell(name, json!(count));
            metrics.push(json!({"Name": name, "Unit": "Count"}));
        }
    }
    tell("_aws", metric_directive(app, cx.now(), &[&["operation"], &["operation", "outcome"]], &metrics));
    app.log(&Value::Object(fields).to_string());
}

/// Writes a metric by itself, for example the age of the oldest effect in the outbox.
pub(crate) fn metric(app: &crate::App, now: Timestamp, name: &str, unit: &str, value: f64) {
    let directive = metric_directive(app, now, &[&[]], &[json!({"Name": name, "Unit": unit})]);
    app.log(&json!({"level": "info", name: value, "_aws": directive}).to_string());
}

/// Each stage has a namespace of its own, as its alarms have: two stages in one account must not hide each other.
fn metric_directive(app: &crate::App, now: Timestamp, dimensions: &[&[&str]], metrics: &[Value]) -> Value {
    let namespace = format!("Balie/{}", app.config.stage);
    json!({
        "Timestamp": now.as_millisecond(),
        "CloudWatchMetrics": [{"Namespace": namespace, "Dimensions": dimensions, "Metrics": metrics}],
    })
}
