//! Sending events, signed, until they are taken.

use std::time::Duration;

use api::KeySet;
use courier::SignedPost;
use domain::upgrade::identification::PartnerEvent;

use super::StandIn;

/// How long is waited before each further attempt.
const PAUSES: [Duration; 9] = [
    Duration::from_millis(200),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(8),
    Duration::from_secs(15),
    Duration::from_secs(30),
    Duration::from_secs(60),
    Duration::from_secs(120),
];

impl StandIn {
    /// Sends an event to where the assignment wants it, in the background.
    pub(super) fn send(&self, to: String, event: PartnerEvent) {
        let standin = self.clone();
        tokio::spawn(async move {
            for pause in std::iter::once(Duration::ZERO).chain(PAUSES) {
                tokio::time::sleep(pause).await;
                if standin.attempt(&to, &event).await {
                    standin.with(|ledger| ledger.taken(event.event_id.as_str()));
                    return;
                }
            }
            tracing::warn!("an event of the stand-in partner was not taken");
        });
    }

    /// Sends what an earlier run left unsent.
    pub fn send_left_over(&self) {
        let left: Vec<_> = self.with(|ledger| {
            let events = ledger.assignments.iter().flat_map(|assignment| {
                assignment.events.iter().map(|sent| (assignment.request.events.clone(), sent.clone()))
            });
            events.filter(|(_, sent)| !sent.taken).map(|(to, sent)| (to, sent.event)).collect()
        });
        for (to, event) in left {
            self.send(to, event);
        }
    }

    async fn attempt(&self, to: &str, event: &PartnerEvent) -> bool {
        let (Ok(post), Ok(body)) = (SignedPost::to(to), serde_json::to_vec(event)) else { return false };
        let Ok(key) = self.0.keys.current(KeySet::Courier).await else { return false };
        post.send(to, body, event.event_id.as_str(), &key.secret, self.now()).await.is_ok()
    }
}
