//! What Balie answered.

use reqwest::header::HeaderMap;
use serde_json::Value;

/// An answer, read whole.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What was asked, for the words of a failing test.
    pub asked: String,
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came.
    pub text: String,
    /// The body as JSON; null when it is none.
    pub body: Value,
}

impl Answer {
    /// Requires a status and gives the body.
    #[track_caller]
    pub fn is(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{} answered {}", self.asked, self.text);
        self.body
    }

    /// Requires success and gives the body.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert!((200..300).contains(&self.status), "{} answered {} {}", self.asked, self.status, self.text);
        self.body
    }

    /// Requires a problem (RFC 9457) of this stable type and gives it.
    #[track_caller]
    pub fn problem(self, slug: &str) -> Value {
        assert_eq!(self.slug(), Some(slug), "{} answered {} {}", self.asked, self.status, self.text);
        let kind = self.header("content-type").unwrap_or_default();
        assert!(kind.starts_with("application/problem+json"), "{}: {kind}", self.asked);
        assert_eq!(self.body["status"], self.status, "{}", self.asked);
        assert!(self.body["traceId"].is_string() && self.body["title"].is_string(), "{}: {}", self.asked, self.text);
        self.body
    }

    /// The stable type of the problem this is, if it is one.
    pub fn slug(&self) -> Option<&str> {
        self.body["type"].as_str()?.rsplit_once("/problems/").map(|(_, slug)| slug)
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// What an onlooker can tell two answers apart by (S10): status, body without the trace id, header names, and the length. Values that
    /// differ from request to request (date, request id, trace) are left out.
    pub fn visible(&self) -> Visible {
        let mut body = self.body.clone();
        if let Some(fields) = body.as_object_mut() {
            fields.remove("traceId");
        }
        let mut headers: Vec<String> = self.headers.keys().map(ToString::to_string).collect();
        headers.sort_unstable();
        headers.dedup();
        Visible { status: self.status, body, headers, length: self.text.len() }
    }
}

/// What can be seen of an answer from outside.
#[derive(Debug, PartialEq)]
pub struct Visible {
    status: u16,
    body: Value,
    headers: Vec<String>,
    length: usize,
}
