//! Files that are laid down piece by piece, so that a large one never stands in memory.

use aws_sdk_s3::Client;
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart};

use crate::files::{FileError, Files};

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
