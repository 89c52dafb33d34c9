//! The schedules: runs the workers nobody asks for, each at its own pace, by the application's clock, so that moving that clock in a test
//! lets a month's reminders fall due.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::sync::watch;

use super::engines::{Deliver, REGION};
use super::instant;

/// How often the clock is looked at.
const LOOK: Duration = Duration::from_millis(500);

/// A worker with its pace.
#[derive(Clone)]
pub struct Scheduled {
    /// The worker.
    pub name: &'static str,
    /// The time between two runs.
    pub every: SignedDuration,
    /// Runs it.
    pub run: Deliver,
}

/// Reads a pace as it is written in a template: `rate(5 minutes)`.
pub fn pace(expression: &str) -> Option<SignedDuration> {
    let (count, unit) = expression.strip_prefix("rate(")?.strip_suffix(')')?.split_once(' ')?;
    let count: i64 = count.parse().ok().filter(|count| *count > 0)?;
    match unit.trim_end_matches('s') {
        "minute" => Some(SignedDuration::from_mins(count)),
        "hour" => Some(SignedDuration::from_hours(count)),
        "day" => Some(SignedDuration::from_hours(count.checked_mul(24)?)),
        _ => None,
    }
}

/// The event a scheduled worker gets.
pub fn event(name: &str, at: Timestamp) -> Value {
    json!({
        "version": "0",
        "id": format!("{:032x}", instant::token()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "000000000000",
        "time": at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "region": REGION,
        "resources": [format!("arn:aws:events:{REGION}:000000000000:rule/{name}")],
        "detail": {},
    })
}

/// Runs a worker for ever: first when this process has started, for what was left undone before, then at its pace. Tells up to when it has
/// run what was due.
pub async fn keep(scheduled: Scheduled, now: impl Fn() -> Timestamp + Send, done: watch::Sender<Timestamp>) {
    let mut due = now();
    loop {
        let at = now();
        if at >= due {
            if let Err(reason) = (scheduled.run)(event(scheduled.name, at)).await {
                tracing::warn!(worker = scheduled.name, reason, "a scheduled worker failed");
            }
            due = at + scheduled.every;
        }
        done.send_replace(at);
        tokio::time::sleep(LOOK).await;
    }
}

/// Up to when each worker has run what was due.
#[derive(Clone, Default)]
pub struct Progress(Vec<watch::Receiver<Timestamp>>);

impl Progress {
    /// Another worker's.
    pub fn of_another(&mut self) -> watch::Sender<Timestamp> {
        let (done, told) = watch::channel(Timestamp::MIN);
        self.0.push(told);
        done
    }

    /// Waits until everything that was due at this time has run.
    pub async fn reaches(&self, at: Timestamp) {
        for mut worker in self.0.clone() {
            // Workers end with the process only.
            let _ = worker.wait_for(|done| *done >= at).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};
    use std::sync::{Arc, Mutex};

    use super::*;

    #[test]
    fn a_pace_reads_as_in_a_template() {
        assert_eq!(pace("rate(5 minutes)"), Some(SignedDuration::from_mins(5)));
        assert_eq!(pace("rate(1 day)"), Some(SignedDuration::from_hours(24)));
        assert_eq!(pace("rate(0 minutes)"), None);
        assert_eq!(pace("cron(0 3 * * ? *)"), None);
    }

    #[tokio::test]
    async fn a_worker_runs_at_the_start_and_when_the_clock_says_so_and_one_can_wait_for_it() {
        let clock = Arc::new(AtomicI64::new(0));
        let runs = Arc::new(Mutex::new(0));
        let run: Deliver = {
            let runs = runs.clone();
            Arc::new(move |event| {
                let parsed: Result<aws_lambda_events::eventbridge::EventBridgeEvent<Value>, _> =
                    serde_json::from_value(event);
                assert_eq!(parsed.unwrap().detail_type, "Scheduled Event");
                let runs = runs.clone();
                Box::pin(async move {
                    tokio::time::sleep(LOOK).await;
                    *runs.lock().unwrap() += 1;
                    Ok(Value::Null)
                })
            })
        };
        let now = {
            let clock = clock.clone();
            move || Timestamp::from_second(clock.load(Ordering::SeqCst)).unwrap()
        };
        let mut progress = Progress::default();
        let scheduled = Scheduled { name: "remind", every: SignedDuration::from_mins(5), run };
        tokio::spawn(keep(scheduled, now.clone(), progress.of_another()));
        for (second, ran) in [(0, 1), (299, 1), (301, 2)] {
            clock.store(second, Ordering::SeqCst);
            progress.reaches(now()).await;
            assert_eq!(*runs.lock().unwrap(), ran);
        }
    }
}
