//! Files that are laid down piece by piece, so that a large one never stands in memory; and files that somebody's browser sends in parts, so that a lost
//! connection costs one part (see [`crate::receiving`]).

use std::collections::BTreeMap;
use std::time::Duration;

use aws_sdk_s3::Client;
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart};

use crate::files::{FileError, Files, TICKET_LIFE};

/// How large a piece is, in bytes: at least the five megabytes the bucket asks of all but the last, and few enough for ten thousand pieces.
pub const PIECE: usize = 8 * 1024 * 1024;

/// A file being laid down. It is there, whole, when [`Upload::finish`] has answered; what is given up on leaves nothing behind: the pieces are
/// dropped by [`Upload::give_up`], or by the bucket a day later.
pub struct Upload {
    client: Client,
    bucket: String,
    key: String,
    content_type: &'static str,
    id: Option<String>,
    parts: Vec<CompletedPart>,
    waiting: Vec<u8>,
    bytes: u64,
}

fn unavailable<E: ProvideErrorMetadata>(error: &E) -> FileError {
    FileError::Unavailable(error.code().unwrap_or("no answer").to_owned())
}

impl Files {
    /// Begins to lay down a file.
    pub fn upload(&self, key: &str, content_type: &'static str) -> Upload {
        Upload {
            client: self.client().clone(),
            bucket: self.bucket().to_owned(),
            key: key.to_owned(),
            content_type,
            id: None,
            parts: Vec::new(),
            waiting: Vec::new(),
            bytes: 0,
        }
    }
}

/// A part of a file that lies in the bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// How many bytes it has.
    pub size: u64,
    /// The mark of exactly these bytes, where the bucket gives one.
    tag: Option<String>,
}

impl Files {
    /// Begins a file that is sent in parts by a browser; answers what the bucket calls it. Begun and never ended, the bucket drops it by itself.
    ///
    /// # Errors
    /// When the bucket does not answer.
    pub async fn begin_parts(&self, key: &str, content_type: &str) -> Result<String, FileError> {
        let begin = self.client().create_multipart_upload().bucket(self.bucket()).key(key).content_type(content_type);
        let begun = begin.send().await.map_err(|error| unavailable(&error))?;
        begun.upload_id.ok_or_else(|| FileError::Unavailable("no upload".to_owned()))
    }

    /// Where a browser puts one part, for five minutes and for exactly so many bytes (S49).
    ///
    /// # Errors
    /// When the address cannot be signed.
    pub async fn part_link(&self, key: &str, id: &str, number: u32, size: u64) -> Result<String, FileError> {
        let life = Duration::from_secs(TICKET_LIFE.unsigned_abs().as_secs());
        let failed = |error: &dyn std::fmt::Display| FileError::Unavailable(error.to_string());
        let config = PresigningConfig::expires_in(life).map_err(|error| failed(&error))?;
        let part = self.client().upload_part().bucket(self.bucket()).key(key).upload_id(id);
        let part = part.part_number(i32::try_from(number).unwrap_or(i32::MAX));
        let part = part.content_length(i64::try_from(size).unwrap_or(i64::MAX));
        Ok(part.presigned(config).await.map_err(|error| unavailable(&error))?.uri().to_owned())
    }

    /// The parts that lie in the bucket, by number.
    ///
    /// # Errors
    /// [`FileError::Absent`] when the bucket knows of no such upload: it was ended, given up, or dropped for its age.
    pub async fn parts(&self, key: &str, id: &str) -> Result<BTreeMap<u32, Arrived>, FileError> {
        let mut parts = BTreeMap::new();
        let mut after = None;
        loop {
            let list = self.client().list_parts().bucket(self.bucket()).key(key).upload_id(id);
            let page = list.set_part_number_marker(after).send().await.map_err(|error| gone(&error))?;
            for part in page.parts.unwrap_or_default() {
                let number = part.part_number.and_then(|number| u32::try_from(number).ok());
                let size = part.size.and_then(|size| u64::try_from(size).ok());
                if let (Some(number), Some(size)) = (number, size) {
                    parts.insert(number, Arrived { size, tag: part.e_tag });
                }
            }
            after = page.next_part_number_marker.filter(|_| page.is_truncated == Some(true));
            if after.is_none() {
                return Ok(parts);
            }
        }
    }

    /// Puts the parts together.
    ///
    /// # Errors
    /// [`FileError::Absent`] when the bucket knows of no such upload.
    pub async fn end_parts(&self, key: &str, id: &str, parts: &BTreeMap<u32, Arrived>) -> Result<(), FileError> {
        let parts = parts.iter().map(|(number, part)| {
            let number = i32::try_from(*number).unwrap_or(i32::MAX);
            CompletedPart::builder().part_number(number).set_e_tag(part.tag.clone()).build()
        });
        let parts = CompletedMultipartUpload::builder().set_parts(Some(parts.collect())).build();
        let whole = self.client().complete_multipart_upload().bucket(self.bucket()).key(key).upload_id(id);
        whole.multipart_upload(parts).send().await.map(drop).map_err(|error| gone(&error))
    }

    /// Drops the parts that came in; those of an upload nobody knows of are dropped already.
    ///
    /// # Errors
    /// When the bucket does not answer.
    pub async fn drop_parts(&self, key: &str, id: &str) -> Result<(), FileError> {
        let dropped = self.client().abort_multipart_upload().bucket(self.bucket()).key(key).upload_id(id).send().await;
        match dropped.map_err(|error| gone(&error)) {
            Ok(_) | Err(FileError::Absent) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

fn gone<E: ProvideErrorMetadata>(error: &E) -> FileError {
    if error.code() == Some("NoSuchUpload") { FileError::Absent } else { unavailable(error) }
}

impl Upload {
    /// Adds to the file.
    ///
    /// # Errors
    /// When the bucket does not answer; the file is to be given up then.
    pub async fn add(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        self.waiting.extend_from_slice(bytes);
        self.bytes = self.bytes.saturating_add(bytes.len() as u64);
        while self.waiting.len() >= PIECE {
            let rest = self.waiting.split_off(PIECE);
            let piece = std::mem::replace(&mut self.waiting, rest);
            self.send(piece).await?;
        }
        Ok(())
    }

    /// How much was added, in bytes.
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    async fn send(&mut self, piece: Vec<u8>) -> Result<(), FileError> {
        let id = match &self.id {
            Some(id) => id.clone(),
            None => {
                let begin = self.client.create_multipart_upload().bucket(&self.bucket).key(&self.key);
                let begun = begin.content_type(self.content_type).send().await.map_err(|error| unavailable(&error))?;
                let id = begun.upload_id.ok_or_else(|| FileError::Unavailable("no upload".to_owned()))?;
                self.id.insert(id).clone()
            }
        };
        let number = i32::try_from(self.parts.len()).unwrap_or(i32::MAX).saturating_add(1);
        let part = self.client.upload_part().bucket(&self.bucket).key(&self.key).upload_id(id).part_number(number);
        let part = part.body(piece.into()).send().await.map_err(|error| unavailable(&error))?;
        self.parts.push(CompletedPart::builder().part_number(number).set_e_tag(part.e_tag).build());
        Ok(())
    }

    /// Ends the file; answers its size in bytes. A small one is put down in one piece.
    ///
    /// # Errors
    /// When the bucket does not answer.
    pub async fn finish(mut self) -> Result<u64, FileError> {
        let rest = std::mem::take(&mut self.waiting);
        if self.id.is_none() {
            let put = self.client.put_object().bucket(&self.bucket).key(&self.key).content_type(self.content_type);
            put.body(rest.into()).send().await.map_err(|error| unavailable(&error))?;
            return Ok(self.bytes);
        }
        if !rest.is_empty() {
            self.send(rest).await?;
        }
        let parts = CompletedMultipartUpload::builder().set_parts(Some(std::mem::take(&mut self.parts))).build();
        let whole = self.client.complete_multipart_upload().bucket(&self.bucket).key(&self.key);
        let whole = whole.set_upload_id(self.id.take()).multipart_upload(parts).send().await;
        whole.map_err(|error| unavailable(&error))?;
        Ok(self.bytes)
    }

    /// Drops what was laid down so far.
    pub async fn give_up(self) {
        if let Some(id) = self.id {
            let dropped = self.client.abort_multipart_upload().bucket(self.bucket).key(self.key).upload_id(id).send();
            if let Err(error) = dropped.await {
                tracing::warn!(code = error.code(), "pieces of a file were left to the bucket to drop");
            }
        }
    }
}
