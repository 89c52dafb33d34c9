//! openapi.json: the contract as it is published, from the routes and the types of their parameters, bodies and answers.

use std::collections::BTreeMap;

use api::problem::ProblemBody;
use api::{Access, IdempotencyKey, Method, ProblemType};
use runtime::Operation;
use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::Capability;

const COMPONENTS: &str = "/components/schemas";

/// The document as text, ending in a line break.
pub fn print(capabilities: &[Capability]) -> String {
    let mut text = serde_json::to_string_pretty(&document(capabilities)).unwrap_or_default();
    text.push('\n');
    text
}

fn document(capabilities: &[Capability]) -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = COMPONENTS.into();
        settings.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    generator.subschema_for::<ProblemBody>();

    let mut paths: Map<String, Value> = Map::new();
    let spoken = capabilities.iter().filter(|capability| !capability.operations.is_empty());
    for capability in spoken.clone() {
        for operation in &capability.operations {
            let told = tell(capability, operation, &mut generator);
            let path = paths.entry(operation.route.path).or_insert_with(|| json!({}));
            if let Some(path) = path.as_object_mut() {
                path.insert(operation.route.method.name().to_lowercase(), told);
            }
        }
    }
    let mut tags: Vec<(&str, &str)> = spoken.map(|capability| (capability.name, capability.about)).collect();
    tags.sort_unstable();
    let tags: Vec<Value> = tags.iter().map(|(name, about)| json!({"name": name, "description": about})).collect();
    let used = paths.values().map(Value::to_string).collect::<String>();
    let schemas = referred(generator.take_definitions(true), &used);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Balie",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "The self-service desk of a business-identity office.",
            "description": DESCRIPTION,
            "contact": {"name": "Balie", "url": "https://balie.example/contact", "email": "api@balie.example"},
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        },
        "servers": [{"url": "https://balie.example", "description": "The desk; every path names the major version."}],
        "tags": tags,
        "paths": paths,
        "components": {
            "schemas": schemas,
            "headers": {
                "ApiVersion": {"description": "The full version that answered.", "schema": {"type": "string"}, "example": env!("CARGO_PKG_VERSION")},
                "RetryAfter": {"description": "Seconds to wait before trying again.", "schema": {"type": "integer"}, "example": 60},
            },
            "parameters": {
                "IdempotencyKey": {
                    "name": "Idempotency-Key",
                    "in": "header",
                    "required": true,
                    "description": "Chosen by the caller, best a UUID: the same request sent again with it gets the same answer for a day.",
                    "schema": {"type": "string", "minLength": 8, "maxLength": 128},
                },
                "Client": {
                    "name": "X-Balie-Client",
                    "in": "header",
                    "required": false,
                    "description": "Needed from a browser, which is known by its cookies: no other site can send it.",
                    "schema": {"type": "string", "const": "web"},
                },
            },
            "securitySchemes": {
                "cookie": {"type": "apiKey", "in": "cookie", "name": runtime::cookies::ACCESS, "description": "For the web client."},
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "For apps."},
            },
        },
    })
}

const DESCRIPTION: &str = "Customers register, log in and raise their means to a higher level of assurance; staff check what people must \
check. Everything is JSON in UTF-8, times are RFC 3339 in UTC, dates are YYYY-MM-DD. What goes wrong is a problem (RFC 9457) whose `type` is \
stable: the last part of it is named in each answer below. Lists come in pages: send `nextCursor` back as `cursor`.";

fn tell(capability: &Capability, operation: &Operation, generator: &mut SchemaGenerator) -> Value {
    let route = &operation.route;
    let schemas = (operation.schemas)(generator);
    let mut told = Map::new();
    let mut say = |name: &str, value: Value| told.insert(name.to_owned(), value);
    say("operationId", json!(route.operation));
    say("summary", json!(route.summary));
    say("description", json!(description(operation)));
    say("tags", json!([capability.name]));
    let security = if operation.access.needs_session() { json!([{"cookie": []}, {"bearer": []}]) } else { json!([{}]) };
    say("security", security);
    let parameters = parameters(operation, &schemas.path, &schemas.query, generator);
    if !parameters.is_empty() {
        say("parameters", json!(parameters));
    }
    let body = resolved(&schemas.input, generator).get("properties").is_some()
        || schemas.input.get("oneOf").is_some()
        || resolved(&schemas.input, generator).get("oneOf").is_some()
        || resolved(&schemas.input, generator).get("anyOf").is_some();
    if body {
        say("requestBody", json!({"required": true, "content": {"application/json": {"schema": schemas.input}}}));
    }
    say("responses", responses(operation, &schemas.output));
    Value::Object(told)
}

fn description(operation: &Operation) -> String {
    let who = match operation.access {
        Access::Anyone => "Anyone may call it.",
        Access::AnySession => "Needs a session, even one that may only choose a new password.",
        Access::Person => "Needs a session.",
        Access::Member(_) => "Needs a session within an organisation.",
        Access::Staff => "For the desk's staff.",
    };
    match operation.route.fresh_minutes {
        None => who.to_owned(),
        Some(minutes) => format!("{who} The log-in must not be older than {minutes} minutes."),
    }
}

/// A schema itself, where it may be a reference to a component.
fn resolved<'s>(schema: &'s Schema, generator: &'s SchemaGenerator) -> &'s Map<String, Value> {
    static NONE: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);
    let named = schema.get("$ref").and_then(Value::as_str).and_then(|reference| reference.rsplit('/').next());
    let found = named.and_then(|name| generator.definitions().get(name)).and_then(Value::as_object);
    found.or_else(|| schema.as_object()).unwrap_or(&NONE)
}

fn parameters(operation: &Operation, path: &Schema, query: &Schema, generator: &SchemaGenerator) -> Vec<Value> {
    let mut parameters = Vec::new();
    let path = properties(resolved(path, generator));
    for name in operation.route.parameters() {
        let schema = path.get(name).cloned().unwrap_or_else(|| json!({"type": "string"}));
        parameters.push(parameter(name, "path", true, schema));
    }
    let query = resolved(query, generator);
    let required: Vec<&str> =
        query.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    for (name, schema) in properties(query) {
        let needed = required.contains(&name.as_str());
        parameters.push(parameter(&name, "query", needed, without_null(schema)));
    }
    if operation.route.idempotent {
        debug_assert!(IdempotencyKey::HEADER.eq_ignore_ascii_case("Idempotency-Key"));
        parameters.push(json!({"$ref": "#/components/parameters/IdempotencyKey"}));
    }
    if !matches!(operation.route.method, Method::Get) {
        parameters.push(json!({"$ref": "#/components/parameters/Client"}));
    }
    parameters
}

fn properties(schema: &Map<String, Value>) -> Map<String, Value> {
    schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default()
}

/// A parameter with its description beside its schema, where readers look for it.
fn parameter(name: &str, place: &str, required: bool, mut schema: Value) -> Value {
    let description = schema.as_object_mut().and_then(|schema| schema.remove("description"));
    let description = description.unwrap_or_else(|| json!(which(name)));
    json!({"name": name, "in": place, "required": required, "description": description, "schema": schema})
}

/// `upgradeId` as "Which upgrade.": for parameters that need no more words.
fn which(name: &str) -> String {
    let mut text = String::from("Which ");
    for letter in name.strip_suffix("Id").unwrap_or(name).chars() {
        if letter.is_ascii_uppercase() {
            text.push(' ');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text.push('.');
    text
}

/// In a query a parameter is there or not; it is never null.
fn without_null(mut schema: Value) -> Value {
    if let Some(schema) = schema.as_object_mut()
        && schema.get("default").is_some_and(Value::is_null)
    {
        schema.remove("default");
    }
    let kinds = schema.get("type").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut real = kinds.iter().filter(|kind| *kind != "null");
    if let (Some(only), None) = (real.next().cloned(), real.next())
        && let Some(schema) = schema.as_object_mut()
    {
        schema.insert("type".into(), only);
    }
    schema
}

fn responses(operation: &Operation, output: &Schema) -> Value {
    let version = json!({"$ref": "#/components/headers/ApiVersion"});
    let status = operation.route.success;
    let mut good = json!({"description": good_description(status), "headers": {"API-Version": version}});
    if let (true, Some(good)) = (status != 204, good.as_object_mut()) {
        let content = match operation.route.plain {
            Some(kind) => {
                let kind = kind.split(';').next().unwrap_or(kind);
                json!({kind: {"schema": {"type": "string"}}})
            }
            None => json!({"application/json": {"schema": output}}),
        };
        good.insert("content".into(), content);
    }
    let mut responses = BTreeMap::from([(status, good)]);
    let mut by_status: BTreeMap<u16, Vec<ProblemType>> = BTreeMap::new();
    for problem in operation.problems() {
        by_status.entry(problem.status()).or_default().push(problem);
    }
    for (status, problems) in by_status {
        let lines: Vec<String> =
            problems.iter().map(|problem| format!("`{}`: {}.", problem.slug(), problem.title())).collect();
        let mut headers = json!({"API-Version": version});
        if let (429 | 503, Some(headers)) = (status, headers.as_object_mut()) {
            headers.insert("Retry-After".into(), json!({"$ref": "#/components/headers/RetryAfter"}));
        }
        responses.insert(
            status,
            json!({
                "description": lines.join(" "),
                "headers": headers,
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }),
        );
    }
    let keyed: Map<String, Value> = responses.into_iter().map(|(status, told)| (status.to_string(), told)).collect();
    Value::Object(keyed)
}

const fn good_description(status: u16) -> &'static str {
    match status {
        201 => "Made.",
        202 => "Taken on; what follows comes later.",
        204 => "Done.",
        _ => "The answer.",
    }
}

/// The components that are referred to, directly or by each other: parameters stand where they are used.
fn referred(all: Map<String, Value>, from: &str) -> Map<String, Value> {
    let mentions = |text: &str, name: &str| text.contains(&format!("\"#{COMPONENTS}/{name}\""));
    let mut kept: Map<String, Value> = Map::new();
    loop {
        let more: Vec<(String, Value)> = all
            .iter()
            .filter(|(name, _)| !kept.contains_key(*name))
            .filter(|(name, _)| mentions(from, name) || kept.values().any(|schema| mentions(&schema.to_string(), name)))
            .map(|(name, schema)| (name.clone(), schema.clone()))
            .collect();
        if more.is_empty() {
            break;
        }
        kept.extend(more);
    }
    let mut sorted: Vec<_> = kept.into_iter().collect();
    sorted.sort_by(|(a, _), (b, _)| a.cmp(b));
    sorted.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::document;
    use crate::generate::capabilities;

    fn operations(document: &Value) -> Vec<(&str, &str, &Value)> {
        let paths = document["paths"].as_object().unwrap();
        let of_path = |(path, methods)| -> Vec<(&str, &str, &Value)> {
            let path: &String = path;
            let methods: &Value = methods;
            methods.as_object().unwrap().iter().map(|(method, told)| (path.as_str(), method.as_str(), told)).collect()
        };
        paths.iter().flat_map(of_path).collect()
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document = document(&capabilities());
        let text = document.to_string();
        for reference in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(document.pointer(reference).is_some(), "{reference}");
        }
    }

    /// S43 as the document tells it: whatever is not said to be open needs a session.
    #[test]
    fn whoever_needs_a_session_is_told_so_and_of_what_happens_without() {
        let document = document(&capabilities());
        for (path, method, told) in operations(&document) {
            let open = told["security"].as_array().unwrap().iter().all(|scheme| scheme.as_object().unwrap().is_empty());
            let refused = told["responses"].get("401").is_some();
            assert!(open || refused, "{method} {path}");
        }
    }

    /// Two types of one name would be told apart by a number that moves: rename one of them.
    #[test]
    fn no_two_types_share_a_name() {
        let document = document(&capabilities());
        let names: BTreeSet<&String> = document["components"]["schemas"].as_object().unwrap().keys().collect();
        for name in &names {
            let plain = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
            assert!(plain == name.as_str() || !names.contains(&plain.to_owned()), "{name} and {plain}");
        }
    }

    #[test]
    fn what_changes_something_takes_no_session_from_another_site() {
        let document = document(&capabilities());
        for (path, method, told) in operations(&document) {
            let named = told["parameters"].to_string().contains("parameters/Client");
            assert_eq!(named, method != "get", "{method} {path}");
        }
    }
}
