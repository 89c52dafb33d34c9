//! The bucket of uploads. What a browser sends lands in quarantine by a form it was given for exactly that file (S49); what was judged
//! good is released, under another prefix.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use aws_config::SdkConfig;
use aws_credential_types::Credentials;
use aws_sdk_s3::Client;
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::types::ServerSideEncryption;
use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde_json::json;

use crate::config::Config;

/// How long a form for an upload, or a link for a download, is good (S49).
pub const TICKET_LIFE: SignedDuration = SignedDuration::from_mins(5);

/// The bucket.
pub struct Files {
    sdk: SdkConfig,
    client: OnceLock<Client>,
    bucket: String,
    identity_key: Option<String>,
    region: String,
    endpoint: Option<String>,
    credentials: Credentials,
}

/// Which key a file is sealed with at rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// That of documents.
    Documents,
    /// That of copies of identity documents (S51).
    Identity,
}

/// A form that uploads one file, once, straight to the bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadTicket {
    /// Where to post it.
    pub url: String,
    /// The fields to send before the file.
    pub fields: BTreeMap<String, String>,
    /// From when it is refused.
    pub expires_at: Timestamp,
}

/// A file as it was read, and the mark of exactly these bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRead {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What [`Files::copy`] must find unchanged.
    pub tag: String,
}

/// The bucket did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// There is no such file.
    #[error("there is no such file")]
    Absent,
    /// Other bytes lie there than those that were read.
    #[error("the file was replaced meanwhile")]
    Changed,
    /// The bucket did not answer as it should; trying again later is right.
    #[error("the bucket is unavailable: {0}")]
    Unavailable(String),
}

impl Files {
    pub(crate) fn new(config: &Config, sdk: SdkConfig) -> Self {
        Self {
            sdk,
            client: OnceLock::new(),
            bucket: config.uploads_bucket.clone(),
            identity_key: config.identity_key.clone(),
            region: config.region.clone(),
            endpoint: config.s3_endpoint.clone(),
            credentials: config.credentials.clone(),
        }
    }

    /// Made on first use: signing a form needs no client.
    pub(crate) fn client(&self) -> &Client {
        self.client.get_or_init(|| {
            let config = aws_sdk_s3::config::Builder::from(&self.sdk).force_path_style(self.endpoint.is_some()).build();
            Client::from_conf(config)
        })
    }

    pub(crate) fn bucket(&self) -> &str {
        &self.bucket
    }

    /// The origin files are up- and downloaded at, another one than the pages' (S49).
    pub fn url(&self) -> String {
        match &self.endpoint {
            Some(endpoint) => format!("{}/{}", endpoint.trim_end_matches('/'), self.bucket),
            None => format!("https://{}.s3.{}.amazonaws.com", self.bucket, self.region),
        }
    }

    /// The key to name for a seal; none for the one the bucket uses by itself.
    fn key_of(&self, seal: Seal) -> Option<&str> {
        match seal {
            Seal::Documents => None,
            Seal::Identity => self.identity_key.as_deref(),
        }
    }

    /// A form for uploading exactly this: the key, the type, under this seal, and between one byte and `most` (S48, S49, S51).
    pub fn ticket(&self, key: &str, content_type: &str, seal: Seal, most: u64, now: Timestamp) -> UploadTicket {
        let expires_at = now.saturating_add(TICKET_LIFE).unwrap_or(now);
        let utc = now.to_zoned(TimeZone::UTC);
        let day = utc.strftime("%Y%m%d").to_string();
        let credential = format!("{}/{day}/{}/s3/aws4_request", self.credentials.access_key_id(), self.region);
        let mut fields = BTreeMap::from([
            ("key".to_owned(), key.to_owned()),
            ("Content-Type".to_owned(), content_type.to_owned()),
            ("x-amz-algorithm".to_owned(), "AWS4-HMAC-SHA256".to_owned()),
            ("x-amz-credential".to_owned(), credential),
            ("x-amz-date".to_owned(), utc.strftime("%Y%m%dT%H%M%SZ").to_string()),
        ]);
        if let Some(token) = self.credentials.session_token() {
            fields.insert("x-amz-security-token".to_owned(), token.to_owned());
        }
        if let Some(key) = self.key_of(seal) {
            fields.insert("x-amz-server-side-encryption".to_owned(), "aws:kms".to_owned());
            fields.insert("x-amz-server-side-encryption-aws-kms-key-id".to_owned(), key.to_owned());
        }
        let mut conditions = vec![json!({"bucket": self.bucket}), json!(["content-length-range", 1, most])];
        conditions.extend(fields.iter().map(|(name, value)| json!(["eq", format!("${name}"), value])));
        let expiration = expires_at.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let policy = STANDARD.encode(json!({"expiration": expiration, "conditions": conditions}).to_string());
        let seconds = u64::try_from(now.as_second()).unwrap_or_default();
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let key = generate_signing_key(self.credentials.secret_access_key(), time, &self.region, "s3");
        fields.insert("x-amz-signature".to_owned(), calculate_signature(key, policy.as_bytes()));
        fields.insert("policy".to_owned(), policy);
        UploadTicket { url: self.url(), fields, expires_at }
    }

    /// A link that downloads a file for five minutes, always as an attachment of this name (S49).
    pub async fn download_link(&self, key: &str, file_name: &str) -> Result<String, FileError> {
        let expiry = Duration::from_secs(TICKET_LIFE.unsigned_abs().as_secs());
        let config = PresigningConfig::expires_in(expiry).map_err(|error| FileError::Unavailable(error.to_string()))?;
        let link = self
            .client()
            .get_object()
            .bucket(&self.bucket)
            .key(key)
            .response_content_disposition(attachment(file_name))
            .response_content_type("application/octet-stream")
            .presigned(config)
            .await
            .map_err(|error| FileError::Unavailable(error.code().unwrap_or("no answer").to_owned()))?;
        Ok(link.uri().to_owned())
    }

    /// Lays down a file that Balie made itself.
    pub async fn put(&self, key: &str, content_type: &str, bytes: Vec<u8>) -> Result<(), FileError> {
        let put = self.client().put_object().bucket(&self.bucket).key(key).content_type(content_type);
        let put = put.body(bytes.into()).send().await;
        put.map(drop).map_err(|error| FileError::Unavailable(error.code().unwrap_or("no answer").to_owned()))
    }

    /// A file; at most `most` bytes, so that nothing larger is ever read into memory.
    pub async fn read(&self, key: &str, most: u64) -> Result<FileRead, FileError> {
        let object =
            self.client().get_object().bucket(&self.bucket).key(key).send().await.map_err(|error| {
                match error
                    .as_service_error()
                    .is_some_and(aws_sdk_s3::operation::get_object::GetObjectError::is_no_such_key)
                {
                    true => FileError::Absent,
                    false => FileError::Unavailable(error.code().unwrap_or("no answer").to_owned()),
                }
            })?;
        let length = object.content_length().and_then(|length| u64::try_from(length).ok()).unwrap_or(u64::MAX);
        if length > most {
            return Err(FileError::Unavailable(format!("a file of {length} bytes where {most} are allowed")));
        }
        let tag = object.e_tag().unwrap_or_default().to_owned();
        let bytes = object.body.collect().await.map_err(|error| FileError::Unavailable(error.to_string()))?;
        Ok(FileRead { bytes: bytes.into_bytes().to_vec(), tag })
    }

    /// Copies a file within the bucket, if it is still the one that was read: a form for an upload is good for five minutes, so what was
    /// judged may have been replaced since (S50).
    pub async fn copy(&self, from: &str, to: &str, seal: Seal, tag: &str) -> Result<(), FileError> {
        let source = format!("{}/{from}", self.bucket);
        let mut copy = self.client().copy_object().bucket(&self.bucket).copy_source(source).key(to);
        if let Some(key) = self.key_of(seal) {
            copy = copy.server_side_encryption(ServerSideEncryption::AwsKms).ssekms_key_id(key);
        }
        let copied = copy.copy_source_if_match(tag).send().await;
        copied.map(drop).map_err(|error| match error.code() {
            Some("NoSuchKey") => FileError::Absent,
            Some("PreconditionFailed") => FileError::Changed,
            code => FileError::Unavailable(code.unwrap_or("no answer").to_owned()),
        })
    }

    /// Removes a file; one that is not there is removed already.
    pub async fn remove(&self, key: &str) -> Result<(), FileError> {
        let removed = self.client().delete_object().bucket(&self.bucket).key(key).send().await;
        removed.map(drop).map_err(|error| FileError::Unavailable(error.code().unwrap_or("no answer").to_owned()))
    }
}

/// A `Content-Disposition` that downloads, with the name in both forms (RFC 6266, RFC 8187).
fn attachment(file_name: &str) -> String {
    let plain: String =
        file_name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' }).collect();
    let encoded: String = file_name
        .bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::attachment;

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        assert_eq!(
            attachment("a\"b\r\nSet-Cookie: x.pdf"),
            "attachment; filename=\"a_b__Set-Cookie_ x.pdf\"; filename*=UTF-8''a%22b%0D%0ASet-Cookie%3A%20x.pdf"
        );
    }
}
