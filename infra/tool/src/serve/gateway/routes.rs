//! Which operation a request is for, decided as API Gateway decides it.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

/// The routes, each with what it leads to.
#[derive(Debug)]
pub struct Routes<T> {
    entries: Vec<Entry<T>>,
}

#[derive(Debug)]
struct Entry<T> {
    method: &'static str,
    path: &'static str,
    segments: Vec<Segment>,
    target: T,
}

/// Ordered so that a written-out segment goes before a parameter.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Segment {
    Static(&'static str),
    Parameter(&'static str),
}

/// A route that fits a request.
#[derive(Debug)]
pub struct Matched<'a, T> {
    /// What the route leads to.
    pub target: &'a T,
    /// The route as API Gateway names it: `POST /v1/sessions`.
    pub key: String,
    /// The parameters in the path, decoded.
    pub parameters: BTreeMap<&'static str, String>,
}

impl<T> Routes<T> {
    /// Routes from method, path and target.
    pub fn new(routes: impl IntoIterator<Item = (&'static str, &'static str, T)>) -> Self {
        let mut entries: Vec<_> = routes
            .into_iter()
            .map(|(method, path, target)| Entry { method, path, segments: segments(path).collect(), target })
            .collect();
        // The first that fits is then the most particular one.
        entries.sort_by(|one, other| kinds(one).cmp(kinds(other)));
        Self { entries }
    }

    /// The route for this method and path; a route with written-out segments goes before one with parameters.
    pub fn find(&self, method: &str, path: &str) -> Option<Matched<'_, T>> {
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        self.entries.iter().filter(|entry| entry.method == method).find_map(|entry| {
            let parameters = fit(&entry.segments, &parts)?;
            Some(Matched { target: &entry.target, key: format!("{method} {}", entry.path), parameters })
        })
    }

    /// Whether any route stands at this path or below its first segment: the gateway's part of the origin, not the pages'.
    pub fn owns(&self, path: &str) -> bool {
        let first = path.split('/').nth(1).unwrap_or_default();
        self.entries.iter().any(|entry| {
            entry.segments.first().is_some_and(|segment| matches!(segment, Segment::Static(name) if *name == first))
        })
    }
}

fn kinds<T>(entry: &Entry<T>) -> impl Iterator<Item = bool> {
    entry.segments.iter().map(|segment| matches!(segment, Segment::Parameter(_)))
}

fn segments(path: &'static str) -> impl Iterator<Item = Segment> {
    path.split('/').skip(1).map(|part| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
        Some(name) => Segment::Parameter(name),
        None => Segment::Static(part),
    })
}

fn fit(segments: &[Segment], parts: &[&str]) -> Option<BTreeMap<&'static str, String>> {
    if segments.len() != parts.len() {
        return None;
    }
    let mut parameters = BTreeMap::new();
    for (segment, part) in segments.iter().zip(parts) {
        match segment {
            Segment::Static(name) if name == part => {}
            Segment::Parameter(name) if !part.is_empty() => {
                parameters.insert(*name, percent_decode_str(part).decode_utf8_lossy().into_owned());
            }
            Segment::Static(_) | Segment::Parameter(_) => return None,
        }
    }
    Some(parameters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn routes() -> Routes<&'static str> {
        Routes::new([
            ("DELETE", "/v1/sessions/{sessionId}", "end-session"),
            ("DELETE", "/v1/sessions/current", "log-out"),
            ("POST", "/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/checks/{check}", "record-check"),
            ("GET", "/.well-known/jwks.json", "get-signing-keys"),
        ])
    }

    #[test]
    fn a_written_out_segment_goes_before_a_parameter() {
        let routes = routes();
        assert_eq!(*routes.find("DELETE", "/v1/sessions/current").unwrap().target, "log-out");
        let matched = routes.find("DELETE", "/v1/sessions/ses_1%2F2").unwrap();
        assert_eq!((*matched.target, matched.key.as_str()), ("end-session", "DELETE /v1/sessions/{sessionId}"));
        assert_eq!(matched.parameters["sessionId"], "ses_1/2");
    }

    #[test]
    fn nothing_but_the_whole_path_with_the_right_method_fits() {
        let routes = routes();
        for (method, path) in [
            ("GET", "/v1/sessions/current"),
            ("DELETE", "/v1/sessions/"),
            ("DELETE", "/v1/sessions/current/"),
            ("DELETE", "/v1/sessions"),
            ("DELETE", "//v1/sessions/current"),
        ] {
            assert!(routes.find(method, path).is_none(), "{method} {path}");
        }
    }

    #[test]
    fn the_gateway_owns_its_first_segments_and_the_pages_own_the_rest() {
        let routes = routes();
        assert!(routes.owns("/v1/nothing-here"));
        assert!(routes.owns("/.well-known/jwks.json"));
        assert!(!routes.owns("/upgrades/upg_1"));
        assert!(!routes.owns("/"));
    }
}
