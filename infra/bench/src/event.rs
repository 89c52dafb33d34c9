//! Events as API Gateway sends them.

use serde_json::{Value, json};

/// A request to a route, by an app that holds this token.
pub fn of(method: &str, route: &str, path: &str, token: Option<&str>, body: Option<&Value>) -> String {
    let mut event = json!({
        "version": "2.0",
        "routeKey": format!("{method} {route}"),
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"content-type": "application/json"},
        "requestContext": {
            "accountId": "000000000000", "apiId": "bench", "domainName": "localhost", "domainPrefix": "bench",
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "203.0.113.7", "userAgent": ""},
            "requestId": "bench", "routeKey": format!("{method} {route}"), "stage": "$default",
            "time": "22/Nov/2026:00:00:00 +0000", "timeEpoch": 0,
        },
        "isBase64Encoded": false,
    });
    if let Some(token) = token {
        event["headers"]["authorization"] = format!("Bearer {token}").into();
    }
    if let Some(body) = body {
        event["body"] = body.to_string().into();
    }
    let names = route.split('/').zip(path.split('/'));
    let parameters: serde_json::Map<String, Value> = names
        .filter_map(|(name, value)| Some((name.strip_prefix('{')?.strip_suffix('}')?.to_owned(), value.into())))
        .collect();
    if !parameters.is_empty() {
        event["pathParameters"] = parameters.into();
    }
    event.to_string()
}
