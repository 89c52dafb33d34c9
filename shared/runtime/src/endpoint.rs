//! An endpoint: one file, one type, with its route, its types and its four steps (load, decide, keep, answer).

use api::{Problem, Route};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::caller::Caller;
use crate::context::Context;
use crate::request::Request;

/// Something the world can ask of Balie.
pub trait Endpoint: Sized + Send + Sync + 'static {
    /// How it is reached, what it touches, what may go wrong.
    const ROUTE: Route;
    /// Who may call it. Loaded before the endpoint runs; a permission is this type, not a line one may forget (S43).
    type Caller: Caller;
    /// The parameters in the path.
    type Path: DeserializeOwned + JsonSchema + Send;
    /// The parameters in the query.
    type Query: DeserializeOwned + JsonSchema + Send;
    /// The request's body.
    type Input: DeserializeOwned + JsonSchema + Send;
    /// The answer's body.
    type Output: Serialize + JsonSchema + Send;
    /// Why it may refuse: mapped to problems in the capability's one table.
    type Refusal: Into<Problem> + Send;

    /// Load, decide, keep, answer.
    fn handle(
        cx: &Context,
        call: Call<Self>,
    ) -> impl Future<Output = Result<Answer<Self::Output>, Self::Refusal>> + Send;
}

/// One call of an endpoint, parsed and admitted.
pub struct Call<E: Endpoint> {
    /// Who calls.
    pub caller: E::Caller,
    /// The parameters in the path.
    pub path: E::Path,
    /// The parameters in the query.
    pub query: E::Query,
    /// The body.
    pub input: E::Input,
    /// The circumstances: address, device, cookies.
    pub request: Request,
}

/// A good answer.
#[derive(Debug)]
pub struct Answer<T> {
    /// The body; not sent when the route answers 204.
    pub body: T,
    /// `Set-Cookie` values.
    pub cookies: Vec<String>,
    /// What is sent in the place of the body, where the route answers something that is not JSON ([`api::Route::plain`]).
    pub file: Option<Vec<u8>>,
}

impl<T> From<T> for Answer<T> {
    fn from(body: T) -> Self {
        Self { body, cookies: Vec::new(), file: None }
    }
}

impl Answer<Empty> {
    /// A file of the media type the route names, as it is.
    pub fn file(bytes: impl Into<Vec<u8>>) -> Self {
        Self { file: Some(bytes.into()), ..Self::from(Empty {}) }
    }
}

impl<T> Answer<T> {
    /// With cookies to set.
    pub fn with_cookies(mut self, cookies: impl IntoIterator<Item = String>) -> Self {
        self.cookies.extend(cookies);
        self
    }
}

/// No parameters in the path.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
pub struct NoPath {}

/// No parameters in the query.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoQuery {}

/// No body.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoInput {}

/// Nothing to say but that it was done: `{}`, or no body at all where the route answers 204.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Empty {}
