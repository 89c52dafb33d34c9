//! A request as API Gateway's HTTP API hands it to a function (payload format 2.0), and a function's answer back as a response.

use std::collections::BTreeMap;
use std::net::IpAddr;

use axum::body::Body;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// What the gateway adds to a request.
#[derive(Debug)]
pub struct Stamp {
    /// Names the request in every log.
    pub request_id: String,
    /// Where it came from.
    pub source: IpAddr,
    /// When it came.
    pub at: Timestamp,
    /// X-Ray's name for the trace.
    pub trace: String,
}

/// The event for a request that fits the route named `key`.
pub fn event(
    parts: &Parts,
    body: &Bytes,
    key: &str,
    parameters: &BTreeMap<&'static str, String>,
    stamp: &Stamp,
) -> Value {
    let path = parts.uri.path();
    let host = text(&parts.headers, &header::HOST).unwrap_or_default();
    let (body, encoded) = body_of(&parts.headers, body);
    let mut event = json!({
        "version": "2.0",
        "routeKey": key,
        "rawPath": path,
        "rawQueryString": parts.uri.query().unwrap_or_default(),
        "headers": headers(&parts.headers, stamp),
        "requestContext": {
            "accountId": "000000000000",
            "apiId": "local",
            "domainName": host,
            "domainPrefix": "local",
            "http": {
                "method": parts.method.as_str(),
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": stamp.source.to_string(),
                "userAgent": text(&parts.headers, &header::USER_AGENT).unwrap_or_default(),
            },
            "requestId": stamp.request_id,
            "routeKey": key,
            "stage": "$default",
            "time": stamp.at.strftime("%d/%b/%Y:%H:%M:%S +0000").to_string(),
            "timeEpoch": stamp.at.as_millisecond(),
        },
        "isBase64Encoded": encoded,
    });
    if let Some(event) = event.as_object_mut() {
        let cookies = cookies(&parts.headers);
        if !cookies.is_empty() {
            event.insert("cookies".to_owned(), cookies.into());
        }
        if !parameters.is_empty() {
            event.insert("pathParameters".to_owned(), json!(parameters));
        }
        if let Some(query) = parts.uri.query().filter(|query| !query.is_empty()) {
            event.insert("queryStringParameters".to_owned(), parameters_of(query));
        }
        if let Some(body) = body {
            event.insert("body".to_owned(), body.into());
        }
    }
    event
}

/// Header names in lower case, values of the same name joined by commas, cookies apart; and what the gateway tells of the caller.
fn headers(given: &HeaderMap, stamp: &Stamp) -> Value {
    let mut headers = Map::new();
    for name in given.keys().filter(|name| **name != header::COOKIE) {
        let values: Vec<_> =
            given.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
        headers.insert(name.as_str().to_owned(), values.join(",").into());
    }
    headers.insert("x-forwarded-for".to_owned(), stamp.source.to_string().into());
    headers.insert("x-forwarded-proto".to_owned(), "http".into());
    headers.insert("x-amzn-trace-id".to_owned(), stamp.trace.clone().into());
    Value::Object(headers)
}

fn cookies(headers: &HeaderMap) -> Vec<String> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .map(|cookie| cookie.trim().to_owned())
        .filter(|cookie| !cookie.is_empty())
        .collect()
}

fn parameters_of(query: &str) -> Value {
    let mut parameters: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let joined = parameters.entry(name.into_owned()).or_default();
        if !joined.is_empty() {
            joined.push(',');
        }
        joined.push_str(&value);
    }
    json!(parameters)
}

/// Text stays text; everything else is base64, as the gateway does by media type.
fn body_of(headers: &HeaderMap, body: &Bytes) -> (Option<String>, bool) {
    if body.is_empty() {
        return (None, false);
    }
    let kind = text(headers, &header::CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_text = kind.starts_with("text/")
        || kind.ends_with("+json")
        || ["application/json", "application/javascript", "application/xml"].contains(&kind.as_str());
    match std::str::from_utf8(body) {
        Ok(text) if is_text => (Some(text.to_owned()), false),
        _ => (Some(STANDARD.encode(body)), true),
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// The response for a function's answer; `None` when the answer is not one the gateway understands.
pub fn response(answer: &Value) -> Option<Response> {
    let status = StatusCode::from_u16(answer.get("statusCode")?.as_u64()?.try_into().ok()?).ok()?;
    let body = match answer.get("body").and_then(Value::as_str) {
        Some(body) if answer.get("isBase64Encoded").and_then(Value::as_bool) == Some(true) => {
            Bytes::from(STANDARD.decode(body).ok()?)
        }
        Some(body) => Bytes::copy_from_slice(body.as_bytes()),
        None => Bytes::new(),
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    for (name, value) in answer.get("headers").and_then(Value::as_object).into_iter().flatten() {
        let name = HeaderName::try_from(name.as_str()).ok()?;
        response.headers_mut().insert(name, HeaderValue::from_str(value.as_str()?).ok()?);
    }
    for cookie in answer.get("cookies").and_then(Value::as_array).into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, HeaderValue::from_str(cookie.as_str()?).ok()?);
    }
    Some(response)
}

#[cfg(test)]
mod tests {
    use lambda_http::request::LambdaRequest;
    use lambda_http::{RequestExt, RequestPayloadExt};

    use super::*;

    fn stamp() -> Stamp {
        Stamp {
            request_id: "req-1".to_owned(),
            source: [127, 0, 0, 2].into(),
            at: "2026-11-22T10:00:00Z".parse().unwrap(),
            trace: "Root=1-1-1".to_owned(),
        }
    }

    fn parts(request: http::request::Builder) -> Parts {
        request.body(()).unwrap().into_parts().0
    }

    fn as_function_sees(event: &Value) -> lambda_http::Request {
        serde_json::from_str::<LambdaRequest>(&event.to_string()).unwrap().into()
    }

    #[test]
    fn a_function_sees_what_the_gateway_would_give_it() {
        let parts = parts(
            http::Request::post("/v1/upgrades/upg_1?limit=2&kind=a&kind=b")
                .header("host", "localhost:8080")
                .header("content-type", "application/json")
                .header("user-agent", "test")
                .header("cookie", "a=1; b=2"),
        );
        let body = Bytes::from_static(br#"{"version":3}"#);
        let parameters = BTreeMap::from([("upgradeId", "upg_1".to_owned())]);
        let request = as_function_sees(&event(&parts, &body, "POST /v1/upgrades/{upgradeId}", &parameters, &stamp()));

        assert_eq!(request.method(), http::Method::POST);
        assert_eq!(request.uri().path(), "/v1/upgrades/upg_1");
        assert_eq!(request.path_parameters().first("upgradeId"), Some("upg_1"));
        assert_eq!(request.query_string_parameters().all("kind"), Some(vec!["a", "b"]));
        assert_eq!(request.headers()["cookie"], "a=1; b=2");
        assert_eq!(request.payload::<Value>().unwrap(), Some(json!({"version": 3})));
        let lambda_http::request::RequestContext::ApiGatewayV2(context) = request.request_context() else {
            panic!("not an HTTP API event");
        };
        assert_eq!(context.route_key.as_deref(), Some("POST /v1/upgrades/{upgradeId}"));
        assert_eq!(context.request_id.as_deref(), Some("req-1"));
        assert_eq!(context.http.source_ip.as_deref(), Some("127.0.0.2"));
        assert_eq!(context.http.user_agent.as_deref(), Some("test"));
    }

    #[test]
    fn what_is_not_text_travels_as_base64() {
        let parts = parts(http::Request::post("/v1/x").header("content-type", "application/octet-stream"));
        let body = Bytes::from_static(&[0xff, 0x00, 0x41]);
        let event = event(&parts, &body, "POST /v1/x", &BTreeMap::new(), &stamp());
        assert_eq!(event["isBase64Encoded"], true);
        assert_eq!(as_function_sees(&event).body().as_ref(), body.as_ref());
    }

    #[test]
    fn a_caller_cannot_choose_where_it_seems_to_come_from() {
        let parts = parts(http::Request::get("/v1/x").header("x-forwarded-for", "10.0.0.1"));
        let event = event(&parts, &Bytes::new(), "GET /v1/x", &BTreeMap::new(), &stamp());
        assert_eq!(event["headers"]["x-forwarded-for"], "127.0.0.2");
    }

    #[test]
    fn an_answer_keeps_its_status_headers_cookies_and_body() {
        let answer = json!({
            "statusCode": 201, "headers": {"content-type": "application/json"}, "cookies": ["a=1; Secure", "b=2"],
            "body": "eyJhIjoxfQ==", "isBase64Encoded": true
        });
        let response = response(&answer).unwrap();
        assert_eq!(response.status(), StatusCode::CREATED);
        assert_eq!(response.headers().get_all("set-cookie").iter().count(), 2);
        assert!(super::response(&json!({"body": "no status"})).is_none());
    }
}
