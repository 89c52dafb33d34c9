//! Upload events: tells the inspecting worker that a document has arrived in quarantine, in the JSON S3 would send.

use std::path::Path;
use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::Deliver;
use crate::serve::instant;

/// Keys under this prefix are watched, as the bucket's notification in `infra/base.yaml` is.
pub const WATCHED: &str = "quarantine/";

/// How often an event is tried; S3's own retries are as finite. What is left in quarantine is raised again at the next start.
const ATTEMPTS: u32 = 8;
const FIRST_PAUSE: Duration = Duration::from_millis(100);

/// S3 percent-encodes keys in events but leaves the slashes.
const KEPT_IN_KEYS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// An object that was put into a bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// The bucket.
    pub bucket: String,
    /// The whole key.
    pub key: String,
    /// Bytes.
    pub size: u64,
    /// The MD5 of the bytes, as S3 gives it for a simple upload.
    pub etag: String,
    /// `Post` or `Put`.
    pub how: &'static str,
}

impl Arrived {
    /// The event as Lambda gets it.
    fn event(&self) -> Value {
        let request = format!("{:016X}", instant::token() as u64);
        json!({"Records": [{
            "eventVersion": "2.1",
            "eventSource": "aws:s3",
            "awsRegion": super::REGION,
            "eventTime": instant::now().to_string(),
            "eventName": format!("ObjectCreated:{}", self.how),
            "userIdentity": {"principalId": "local"},
            "requestParameters": {"sourceIPAddress": "127.0.0.1"},
            "responseElements": {"x-amz-request-id": request, "x-amz-id-2": request},
            "s3": {
                "s3SchemaVersion": "1.0",
                "configurationId": "uploads",
                "bucket": {
                    "name": self.bucket,
                    "ownerIdentity": {"principalId": "local"},
                    "arn": format!("arn:aws:s3:::{}", self.bucket),
                },
                "object": {
                    "key": utf8_percent_encode(&self.key, KEPT_IN_KEYS).to_string(),
                    "size": self.size,
                    "eTag": self.etag,
                    "sequencer": request,
                },
            },
        }]})
    }
}

/// Hands every arrival to the worker, each on its own, trying again with growing pauses when the worker fails.
pub async fn raise(mut arrivals: mpsc::UnboundedReceiver<Arrived>, deliver: Deliver) {
    while let Some(arrived) = arrivals.recv().await {
        let deliver = deliver.clone();
        tokio::spawn(async move {
            let mut pause = FIRST_PAUSE;
            for attempt in 1..=ATTEMPTS {
                match deliver(arrived.event()).await {
                    Ok(_) => return,
                    Err(reason) => tracing::warn!(attempt, reason, "an upload event failed"),
                }
                tokio::time::sleep(pause).await;
                pause *= 2;
            }
        });
    }
}

/// What still lies in quarantine: uploads whose event was lost when the process was killed.
///
/// # Errors
/// When the folder cannot be read.
pub fn left_over(objects: &Path, bucket: &str) -> std::io::Result<Vec<Arrived>> {
    let root = objects.join(bucket);
    let mut found = Vec::new();
    let mut folders = vec![root.join(WATCHED)];
    while let Some(folder) = folders.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let metadata = entry.metadata()?;
            if metadata.is_dir() {
                folders.push(entry.path());
            } else if let Some(key) = entry.path().strip_prefix(&root).ok().and_then(Path::to_str) {
                found.push(Arrived {
                    bucket: bucket.to_owned(),
                    key: key.to_owned(),
                    size: metadata.len(),
                    etag: String::new(),
                    how: "Post",
                });
            }
        }
    }
    found.sort_by(|one, other| one.key.cmp(&other.key));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    fn arrived() -> Arrived {
        Arrived {
            bucket: "balie-uploads".to_owned(),
            key: "quarantine/org_1/upg_2/doc 3".to_owned(),
            size: 7,
            etag: "abc".to_owned(),
            how: "Post",
        }
    }

    #[test]
    fn an_arrival_reads_as_an_event_of_s3() {
        let event: aws_lambda_events::s3::S3Event = serde_json::from_value(arrived().event()).unwrap();
        let record = &event.records[0];
        assert_eq!(record.event_name.as_deref(), Some("ObjectCreated:Post"));
        assert_eq!(record.s3.bucket.name.as_deref(), Some("balie-uploads"));
        assert_eq!(record.s3.object.key.as_deref(), Some("quarantine/org_1/upg_2/doc%203"));
        assert_eq!(record.s3.object.size, Some(7));
    }

    #[tokio::test]
    async fn an_event_that_fails_is_raised_again() {
        let calls = Arc::new(AtomicU32::new(0));
        let (done, mut seen) = mpsc::unbounded_channel();
        let deliver: Deliver = {
            let calls = calls.clone();
            Arc::new(move |_| {
                let (calls, done) = (calls.clone(), done.clone());
                Box::pin(async move {
                    if calls.fetch_add(1, Ordering::SeqCst) < 2 {
                        return Err("not now".to_owned());
                    }
                    done.send(()).map(|()| Value::Null).map_err(|error| error.to_string())
                })
            })
        };
        let (sender, arrivals) = mpsc::unbounded_channel();
        sender.send(arrived()).unwrap();
        tokio::spawn(raise(arrivals, deliver));
        seen.recv().await.unwrap();
        assert_eq!(calls.load(Ordering::SeqCst), 3);
    }

    #[test]
    fn what_lies_in_quarantine_is_found_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        for key in ["quarantine/org_1/upg_1/doc_1", "released/org_1/upg_1/doc_2"] {
            let path = folder.path().join("balie-uploads").join(key);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let found = left_over(folder.path(), "balie-uploads").unwrap();
        assert_eq!(found.iter().map(|one| one.key.as_str()).collect::<Vec<_>>(), ["quarantine/org_1/upg_1/doc_1"]);
        assert!(left_over(folder.path(), "another").unwrap().is_empty());
    }
}
