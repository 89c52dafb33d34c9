//! Asking one endpoint something in a test, by the very event API Gateway would send.

use std::collections::BTreeMap;

use lambda_http::Body;
use runtime::{App, Operation};
use serde_json::{Value, json};
use std::sync::Arc;

/// A request to be.
#[derive(Debug, Clone)]
pub struct Ask {
    operation_path: BTreeMap<String, String>,
    query: String,
    headers: BTreeMap<String, String>,
    body: Option<String>,
    address: String,
}

/// What was answered.
#[derive(Debug, Clone)]
pub struct Answered {
    /// The status.
    pub status: u16,
    /// The headers, names in lower case; cookies joined by line breaks.
    pub headers: BTreeMap<String, String>,
    /// The body; null when there is none.
    pub body: Value,
}

impl Default for Ask {
    fn default() -> Self {
        Self {
            operation_path: BTreeMap::new(),
            query: String::new(),
            headers: BTreeMap::new(),
            body: None,
            address: "203.0.113.7".to_owned(),
        }
    }
}

impl Ask {
    /// With nothing in it.
    pub fn plain() -> Self {
        Self::default()
    }

    /// With this body.
    pub fn json(body: &Value) -> Self {
        Self::plain().header("content-type", "application/json").text(body.to_string())
    }

    /// With this text for a body.
    pub fn text(mut self, body: impl Into<String>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// With this parameter in the path.
    pub fn path(mut self, name: &str, value: impl ToString) -> Self {
        self.operation_path.insert(name.to_owned(), value.to_string());
        self
    }

    /// With this query, as it stands behind the question mark.
    pub fn query(mut self, query: &str) -> Self {
        query.clone_into(&mut self.query);
        self
    }

    /// With this header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(name.to_lowercase(), value.to_owned());
        self
    }

    /// By an app that holds this access token.
    pub fn bearer(self, token: &str) -> Self {
        let value = format!("Bearer {token}");
        self.header("authorization", &value)
    }

    /// By a browser on our own pages that holds these cookies.
    pub fn browser(self, cookies: &str) -> Self {
        self.header("cookie", cookies).header("x-balie-client", "web").header("sec-fetch-site", "same-origin")
    }

    /// From this address.
    pub fn from(mut self, address: &str) -> Self {
        address.clone_into(&mut self.address);
        self
    }

    /// Asks.
    ///
    /// # Panics
    /// When the event is not one Lambda would take: a mistake in the test.
    #[expect(clippy::expect_used, reason = "a test's mistake should be loud")]
    pub async fn of(self, app: &Arc<App>, operation: &Operation) -> Answered {
        let method = operation.route.method.name();
        let path = self
            .operation_path
            .iter()
            .fold(operation.route.path.to_owned(), |path, (name, value)| path.replace(&format!("{{{name}}}"), value));
        let Value::Object(mut fields) = json!({
            "version": "2.0",
            "routeKey": format!("{method} {}", operation.route.path),
            "rawPath": path,
            "rawQueryString": self.query,
            "headers": self.headers,
            "pathParameters": self.operation_path,
            "requestContext": {
                "accountId": "000000000000", "apiId": "test", "domainName": "localhost", "domainPrefix": "test",
                "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": self.address, "userAgent": ""},
                "requestId": "test", "routeKey": format!("{method} {}", operation.route.path), "stage": "$default",
                "time": "22/Nov/2026:00:00:00 +0000", "timeEpoch": 0,
            },
            "isBase64Encoded": false,
        }) else {
            unreachable!("an object was written above")
        };
        if !self.query.is_empty() {
            let pairs: BTreeMap<_, _> = self.query.split('&').filter_map(|pair| pair.split_once('=')).collect();
            fields.insert("queryStringParameters".to_owned(), json!(pairs));
        }
        if let Some(body) = self.body {
            fields.insert("body".to_owned(), body.into());
        }
        let request =
            lambda_http::request::from_str(&Value::Object(fields).to_string()).expect("an event of API Gateway");
        let response = (operation.call)(Arc::clone(app), request).await;
        let status = response.status().as_u16();
        let mut headers = BTreeMap::<String, String>::new();
        for (name, value) in response.headers() {
            let known = headers.entry(name.as_str().to_owned()).or_default();
            if !known.is_empty() {
                known.push('\n');
            }
            known.push_str(value.to_str().unwrap_or_default());
        }
        let body = match response.body() {
            Body::Text(text) => serde_json::from_str(text).unwrap_or(Value::Null),
            Body::Empty | Body::Binary(_) | _ => Value::Null,
        };
        Answered { status, headers, body }
    }
}

impl Answered {
    /// The problem's slug, when it is a problem.
    pub fn problem(&self) -> Option<&str> {
        self.body.get("type")?.as_str()?.rsplit('/').next()
    }
}
