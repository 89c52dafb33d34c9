//! A route: everything the world needs to know of an operation besides its types.

use crate::problem::ProblemType;
use crate::touch::{FileTouch, KeySet, Touch};

/// The HTTP methods Balie uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads; never changes anything (S19).
    Get,
    /// Creates or sets in motion.
    Post,
    /// Replaces.
    Put,
    /// Changes some fields.
    Patch,
    /// Ends or removes.
    Delete,
}

impl Method {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// The largest body a request may have, in bytes, unless its route says otherwise.
pub const LARGEST_BODY: usize = 256 * 1024;

/// How an operation is reached, what it touches and what may go wrong. Written once, beside the endpoint; the router, the OpenAPI
/// document, the templates and the permissions are printed from it.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// The operation id, kebab-case: also the file, the binary, the test and the flow page.
    pub operation: &'static str,
    /// The method.
    pub method: Method,
    /// The path, with parameters in braces: `/v1/upgrades/{upgradeId}`.
    pub path: &'static str,
    /// One sentence for the reader of the API's document.
    pub summary: &'static str,
    /// The status of a good answer.
    pub success: u16,
    /// The parts of the table it touches, beyond what every caller's loading reads.
    pub touches: &'static [Touch],
    /// The kinds of keys it needs, beyond those that check an access token.
    pub keys: &'static [KeySet],
    /// What it does with files.
    pub files: &'static [FileTouch],
    /// The largest body that is read, in bytes.
    pub largest_body: usize,
    /// The media type of a good answer that is not JSON, as it stands in `Content-Type`.
    pub plain: Option<&'static str>,
    /// Memory in MB; CPU comes with it.
    pub memory_mb: u32,
    /// Whether it goes by the published editions of tables though it touches no organisation; whatever does, goes by them anyway.
    pub editions: bool,
    /// For how many seconds anybody may keep a good answer; not at all unless said. Only for what is the same for everybody.
    pub cached_seconds: Option<u32>,
    /// Whether it honours (and needs) an `Idempotency-Key`.
    pub idempotent: bool,
    /// Whether it keeps within the branch of a log-in that is bound to one (S40). What does not say so is not there for such a log-in, as far as
    /// it acts within an organisation.
    pub heeds_branch: bool,
    /// For S35: the log-in must not be older than this many minutes.
    pub fresh_minutes: Option<u8>,
    /// Problems it can answer with, beyond those any operation may give.
    pub problems: &'static [ProblemType],
}

impl Route {
    const fn new(method: Method, operation: &'static str, path: &'static str, success: u16) -> Self {
        Self {
            operation,
            method,
            path,
            summary: "",
            success,
            touches: &[],
            keys: &[],
            files: &[],
            largest_body: LARGEST_BODY,
            plain: None,
            memory_mb: 256,
            editions: false,
            cached_seconds: None,
            idempotent: false,
            heeds_branch: false,
            fresh_minutes: None,
            problems: &[],
        }
    }

    /// A reading operation.
    pub const fn get(operation: &'static str, path: &'static str) -> Self {
        Self::new(Method::Get, operation, path, 200)
    }

    /// An operation that creates or sets in motion; answers 200 unless said otherwise.
    pub const fn post(operation: &'static str, path: &'static str) -> Self {
        Self::new(Method::Post, operation, path, 200)
    }

    /// An operation that replaces.
    pub const fn put(operation: &'static str, path: &'static str) -> Self {
        Self::new(Method::Put, operation, path, 200)
    }

    /// An operation that changes some fields.
    pub const fn patch(operation: &'static str, path: &'static str) -> Self {
        Self::new(Method::Patch, operation, path, 200)
    }

    /// An operation that ends or removes; answers 204.
    pub const fn delete(operation: &'static str, path: &'static str) -> Self {
        Self::new(Method::Delete, operation, path, 204)
    }

    /// What it does, in a sentence.
    pub const fn summary(mut self, summary: &'static str) -> Self {
        self.summary = summary;
        self
    }

    /// Answers 201.
    pub const fn created(mut self) -> Self {
        self.success = 201;
        self
    }

    /// Answers 202: taken on, the effect comes later.
    pub const fn accepted(mut self) -> Self {
        self.success = 202;
        self
    }

    /// The parts of the table it touches.
    pub const fn touches(mut self, touches: &'static [Touch]) -> Self {
        self.touches = touches;
        self
    }

    /// The kinds of keys it needs.
    pub const fn keys(mut self, keys: &'static [KeySet]) -> Self {
        self.keys = keys;
        self
    }

    /// What it does with files.
    pub const fn files(mut self, files: &'static [FileTouch]) -> Self {
        self.files = files;
        self
    }

    /// Reads a body of up to this many bytes.
    pub const fn largest_body(mut self, bytes: usize) -> Self {
        self.largest_body = bytes;
        self
    }

    /// Answers a file of this media type instead of JSON.
    pub const fn plain(mut self, media_type: &'static str) -> Self {
        self.plain = Some(media_type);
        self
    }

    /// Memory in MB: 1,024 for what hashes passwords (S3).
    pub const fn memory(mut self, megabytes: u32) -> Self {
        self.memory_mb = megabytes;
        self
    }

    /// Goes by the published editions of tables.
    pub const fn editions(mut self) -> Self {
        self.editions = true;
        self
    }

    /// Anybody may keep a good answer for so many seconds.
    pub const fn cached(mut self, seconds: u32) -> Self {
        self.cached_seconds = Some(seconds);
        self
    }

    /// Honours and needs an `Idempotency-Key`.
    pub const fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// Keeps within the branch of a log-in that is bound to one.
    pub const fn heeds_branch(mut self) -> Self {
        self.heeds_branch = true;
        self
    }

    /// Needs a log-in no older than `minutes` (S35).
    pub const fn fresh(mut self, minutes: u8) -> Self {
        self.fresh_minutes = Some(minutes);
        self
    }

    /// Problems it can answer with, beyond those any operation may give.
    pub const fn problems(mut self, problems: &'static [ProblemType]) -> Self {
        self.problems = problems;
        self
    }

    /// The names of the parameters in the path, in order.
    pub fn parameters(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }
}
