//! A visitor's browser or app: keeps its cookies or tokens, comes from an address of its own, and says of every request where it comes from.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue, SET_COOKIE};
use serde_json::Value;

use crate::answer::Answer;
use crate::stage::Stage;

/// What kind of client logs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Client {
    /// Our pages: cookies.
    Browser,
    /// Anything else: bearer tokens.
    App,
}

impl Client {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Browser => "browser",
            Self::App => "app",
        }
    }
}

/// One client on one device.
pub struct Browser<'s> {
    /// Where it goes.
    pub stage: &'s Stage,
    /// What kind it is.
    pub client: Client,
    http: reqwest::Client,
    cookies: Mutex<BTreeMap<String, String>>,
    access: Mutex<Option<String>>,
    refresh: Mutex<Option<String>>,
}

impl<'s> Browser<'s> {
    /// A new browser on a new device, at an address nobody else has.
    pub fn new(stage: &'s Stage, client: Client) -> Self {
        Self {
            stage,
            client,
            http: http(stage),
            cookies: Mutex::default(),
            access: Mutex::default(),
            refresh: Mutex::default(),
        }
    }

    /// Another window of the same browser: the same cookies, its own from here on.
    pub fn twin(&self) -> Self {
        Self {
            stage: self.stage,
            client: self.client,
            http: self.http.clone(),
            cookies: Mutex::new(self.cookies.lock().unwrap().clone()),
            access: Mutex::new(self.access.lock().unwrap().clone()),
            refresh: Mutex::new(self.refresh.lock().unwrap().clone()),
        }
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None, &[]).await
    }

    /// POST of JSON.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body), &[]).await
    }

    /// POST of JSON under an idempotency key.
    pub async fn post_once(&self, path: &str, body: Value, key: &str) -> Answer {
        self.send(Method::POST, path, Some(body), &[("idempotency-key", key)]).await
    }

    /// PUT of JSON.
    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some(body), &[]).await
    }

    /// PATCH of JSON.
    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, Some(body), &[]).await
    }

    /// DELETE.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None, &[]).await
    }

    /// Any request, with headers beside or instead of the usual ones; an empty value leaves a usual header out.
    pub async fn send(&self, method: Method, path: &str, body: Option<Value>, extra: &[(&str, &str)]) -> Answer {
        let text = body.as_ref().map(Value::to_string);
        if let Some(body) = &body {
            self.stage.notice_secrets(body);
        }
        self.send_text(method, path, text, extra).await
    }

    /// Any request with a body that need not be JSON.
    pub async fn send_text(&self, method: Method, path: &str, body: Option<String>, extra: &[(&str, &str)]) -> Answer {
        let asked = format!("{method} {path}");
        let mut headers = self.usual_headers(&method, body.is_some());
        for (name, value) in extra {
            let name: HeaderName = name.parse().unwrap();
            headers.remove(&name);
            if !value.is_empty() {
                headers.insert(name, HeaderValue::from_str(value).unwrap());
            }
        }
        let mut request = self.http.request(method, format!("{}{path}", self.stage.origin)).headers(headers);
        if let Some(body) = body {
            request = request.body(body);
        }
        let response = request.send().await.unwrap_or_else(|error| panic!("{asked}: {error:?}"));
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.unwrap_or_else(|error| panic!("{asked}: {error:?}"));
        let body: Value = serde_json::from_str(&text).unwrap_or_default();
        self.stage.notice_secrets(&body);
        self.keep(&headers, &body);
        Answer { asked, status, headers, text, body }
    }

    fn usual_headers(&self, method: &Method, has_body: bool) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let mut set = |name: &'static str, value: &str| headers.insert(name, HeaderValue::from_str(value).unwrap());
        set("accept", "application/json");
        if has_body {
            set("content-type", "application/json");
        }
        match self.client {
            Client::Browser => {
                set("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0");
                set("sec-fetch-site", "same-origin");
                let cookies = self.cookies.lock().unwrap();
                if !cookies.is_empty() {
                    let line =
                        cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
                    set("cookie", &line);
                }
                if method != Method::GET {
                    set("origin", &self.stage.origin);
                    set("x-balie-client", "web");
                }
            }
            Client::App => {
                set("user-agent", "BoekhoudApp/7.2");
                if let Some(access) = self.access.lock().unwrap().as_ref() {
                    set("authorization", &format!("Bearer {access}"));
                }
            }
        }
        headers
    }

    /// Keeps cookies as a browser does, and tokens as an app does. Every cookie must be bound to this very host and hidden from scripts
    /// (S24), so that is looked at here, for all tests.
    fn keep(&self, headers: &HeaderMap, body: &Value) {
        let mut cookies = self.cookies.lock().unwrap();
        for line in headers.get_all(SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (pair, attributes) = line.split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            let attributes: Vec<String> = attributes.split(';').map(|part| part.trim().to_lowercase()).collect();
            for needed in ["secure", "httponly", "samesite=strict", "path=/"] {
                assert!(
                    attributes.iter().any(|attribute| attribute == needed),
                    "{name} lacks {needed}: {attributes:?}"
                );
            }
            assert!(name.starts_with("__Host-") && !attributes.iter().any(|part| part.starts_with("domain")), "{name}");
            if value.is_empty() || attributes.iter().any(|part| part == "max-age=0") {
                cookies.remove(name);
            } else {
                self.stage.notice_secret(value);
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        if let Some(tokens) = body.get("tokens").filter(|tokens| tokens.is_object()) {
            *self.access.lock().unwrap() = tokens["accessToken"].as_str().map(str::to_owned);
            *self.refresh.lock().unwrap() = tokens["refreshToken"].as_str().map(str::to_owned);
        }
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Puts a cookie in its place, as a thief would.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    /// Forgets a cookie.
    pub fn drop_cookie(&self, name: &str) {
        self.cookies.lock().unwrap().remove(name);
    }

    /// The refresh token of an app.
    pub fn refresh_token(&self) -> Option<String> {
        self.refresh.lock().unwrap().clone()
    }

    /// The access token of an app.
    pub fn access_token(&self) -> Option<String> {
        self.access.lock().unwrap().clone()
    }

    /// Uses this access token from now on.
    pub fn set_access_token(&self, token: &str) {
        *self.access.lock().unwrap() = Some(token.to_owned());
    }

    /// Uploads to the document store exactly as a page does: the fields of the ticket, then the file.
    pub async fn upload(&self, ticket: &Value, file_name: &str, content_type: &str, bytes: Vec<u8>) -> u16 {
        let mut form = reqwest::multipart::Form::new();
        for (name, value) in ticket["fields"].as_object().expect("the ticket has fields") {
            form = form.text(name.clone(), value.as_str().unwrap().to_owned());
        }
        let part =
            reqwest::multipart::Part::bytes(bytes).file_name(file_name.to_owned()).mime_str(content_type).unwrap();
        let url = ticket["url"].as_str().expect("the ticket has an address");
        let sent =
            self.http.post(url).header("origin", &self.stage.origin).multipart(form.part("file", part)).send().await;
        // The store may hang up on a file that is too large before it has read it all; to the page that is a failed upload.
        sent.map_or(0, |answer| answer.status().as_u16())
    }

    /// Puts a part of a file to the address it was given.
    pub async fn put_part(&self, url: &str, bytes: Vec<u8>) -> u16 {
        let sent = self.http.put(url).header("origin", &self.stage.origin).body(bytes).send().await;
        sent.map_or(0, |answer| answer.status().as_u16())
    }

    /// Fetches an address outright, such as a signed one of the document store.
    pub async fn fetch(&self, url: &str) -> (u16, HeaderMap, Vec<u8>) {
        let answer = self.http.get(url).send().await.unwrap();
        (answer.status().as_u16(), answer.headers().clone(), answer.bytes().await.unwrap().to_vec())
    }
}

/// On this machine every browser gets a loopback address of its own, so that limits by address (S13) keep tests apart as they keep people
/// apart. A deployed stage elsewhere sees one address.
fn http(stage: &Stage) -> reqwest::Client {
    // No connection is kept: the stage may be killed between two requests.
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let mut builder = reqwest::Client::builder().pool_max_idle_per_host(0).timeout(Duration::from_secs(600));
    if cfg!(target_os = "linux") && stage.is_on_this_machine() {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let [_, high, middle, low] = number.to_be_bytes();
        builder = builder.local_address(IpAddr::V4(Ipv4Addr::new(127, 16 + high, middle, low)));
    }
    builder.build().unwrap()
}
