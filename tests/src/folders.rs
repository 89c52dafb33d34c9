//! Documents of a member business, as a page hands them in: announced, sent part by part, completed, awaited.

use std::time::Duration;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::people::{MemberBusiness, Person, unlikely};

/// The SHA-256 of bytes as it stands on the wire.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Text of so many bytes, of which no two parts are the same.
pub fn long_text(bytes: usize) -> Vec<u8> {
    (0_u64..).flat_map(|line| format!("Zeile {line:012}: Grundbuch\n").into_bytes()).take(bytes).collect()
}

/// An announcement of a text file.
pub fn text_file(topic: &str, name: &str, bytes: &[u8]) -> Value {
    json!({
        "topic": topic, "fileName": name, "contentType": "text/plain", "size": bytes.len(), "sha256": sha256(bytes),
    })
}

impl Person<'_> {
    /// Announces a text file for a folder.
    pub async fn announces(&self, business: &MemberBusiness, topic: &str, name: &str, bytes: &[u8]) -> Value {
        let path = format!("/v1/businesses/{}/uploads", business.id);
        self.browser.post_once(&path, text_file(topic, name, bytes), &unlikely()).await.is(201)
    }

    /// Puts the parts that have not come in, of those with these numbers.
    pub async fn puts(&self, upload: &Value, bytes: &[u8], numbers: std::ops::RangeInclusive<u64>) {
        for part in upload["parts"].as_array().unwrap() {
            let (number, offset, size) = (&part["number"], &part["offset"], &part["size"]);
            if part["arrived"] == true || !numbers.contains(&number.as_u64().unwrap()) {
                continue;
            }
            let from = usize::try_from(offset.as_u64().unwrap()).unwrap();
            let to = from + usize::try_from(size.as_u64().unwrap()).unwrap();
            let status = self.browser.put_part(part["url"].as_str().unwrap(), bytes[from..to].to_vec()).await;
            assert_eq!(status, 200, "part {number}");
        }
    }

    /// Says that an upload is complete, and waits for what the inspection makes of it. `path` is that of the upload.
    pub async fn completes(&self, path: &str) -> Value {
        self.browser.post(&format!("{path}/completion"), json!({})).await.is(200);
        for _ in 0..200 {
            let upload = self.browser.get(path).await.is(200);
            if upload["state"] == "released" || upload["state"] == "refused" {
                return upload;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("nobody judges the upload");
    }

    /// Hands in a text file, whole.
    pub async fn files(&self, business: &MemberBusiness, topic: &str, name: &str, bytes: &[u8]) -> Value {
        let upload = self.announces(business, topic, name, bytes).await;
        self.puts(&upload, bytes, 1..=10_000).await;
        let id = upload["uploadId"].as_str().unwrap();
        self.completes(&format!("/v1/businesses/{}/uploads/{id}", business.id)).await
    }

    /// Downloads a version of a file; the latest without a number. `folder` is the path of the folder.
    pub async fn downloads(&self, folder: &str, file: &Value, number: Option<u32>) -> Vec<u8> {
        let path = format!("{folder}/files/{}/downloads", file.as_str().unwrap());
        let link = self.browser.post(&path, json!({"number": number})).await.is(200);
        let (status, headers, bytes) = self.browser.fetch(link["url"].as_str().unwrap()).await;
        assert_eq!(status, 200);
        assert!(headers["content-disposition"].to_str().unwrap().starts_with("attachment; "));
        bytes
    }

    /// Waits until a parcel was made or given up.
    pub async fn awaits_parcel(&self, business: &MemberBusiness, parcel: &Value) -> Value {
        let path = format!("/v1/businesses/{}/parcels/{}", business.id, parcel["parcelId"].as_str().unwrap());
        for _ in 0..300 {
            let opened = self.browser.get(&path).await.is(200);
            if opened["parcel"]["state"] != "making" {
                return opened;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the parcel is not made");
    }
}
