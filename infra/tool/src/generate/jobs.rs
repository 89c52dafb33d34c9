//! docs/jobs.md: what Balie does by itself, and when.

use std::fmt::Write;

use runtime::Trigger;
use store::outbox::Lane;

use super::Capability;

/// The page.
pub fn print(capabilities: &[Capability]) -> String {
    let mut page = "# What Balie does by itself\n\n\
        Every job, what sets it in motion, and what it does; each is a function of its own. Printed from the code by `make generate`.\n\n\
        | job | when | what |\n|--|--|--|\n"
        .to_owned();
    for capability in capabilities {
        for entry in &capability.jobs {
            let (job, when) = (&entry.job, when(entry.job.trigger));
            let file = format!("functions/{}/src/{}.rs", capability.name, job.name.replace('-', "_"));
            writeln!(page, "| [{}](../{file}) | {when} | {} |", job.name, job.summary).ok();
        }
    }
    page
}

fn when(trigger: Trigger) -> String {
    match trigger {
        Trigger::Outbox(Lane::Ordinary) => "an effect comes into the outbox".to_owned(),
        Trigger::Outbox(Lane::Press) => "something to print comes into the outbox".to_owned(),
        Trigger::UploadCreated => "a file arrives in quarantine".to_owned(),
        Trigger::Every(schedule) => spoken(schedule),
    }
}

/// A schedule as people say it; one that is no plain rate as it stands.
fn spoken(schedule: &str) -> String {
    match schedule.strip_prefix("rate(").and_then(|rest| rest.strip_suffix(')')) {
        Some(rate) => format!("every {}", rate.strip_prefix("1 ").unwrap_or(rate)),
        None => format!("`{schedule}`"),
    }
}
