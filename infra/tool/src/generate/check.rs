//! What must hold of the generated files before they are deployed, each finding with what to do about it.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use super::{Capability, Unreadable, capabilities, documents, is_staffs, stack};

/// A stack holds 500 resources; the rest is room to move.
const RESOURCES_IN_A_STACK: usize = 450;
/// An HTTP API holds 300 routes and as many integrations.
const ROUTES_OF_AN_API: usize = 300;
/// What Lambda allows a function's name.
const LETTERS_IN_A_NAME: usize = 64;

/// Something that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding(String);

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Looks at everything. `root` is the repository's root.
pub fn check(root: &Path) -> Result<Vec<Finding>, Unreadable> {
    let capabilities = capabilities();
    let mut findings = freshness(&root.join("infra"))?;
    findings.extend(names(&capabilities));
    findings.extend(limits(&capabilities));
    findings.extend(files(root, &capabilities));
    Ok(findings.into_iter().map(Finding).collect())
}

/// The committed files are what the routes say.
fn freshness(infra: &Path) -> Result<Vec<String>, Unreadable> {
    let documents = documents(infra)?;
    let stale =
        documents.iter().filter(|(path, text)| fs::read_to_string(infra.join(path)).ok().as_ref() != Some(text));
    let mut findings: Vec<String> = stale
        .map(|(path, _)| format!("infra/{} is stale: run `make generate` and commit it", path.display()))
        .collect();
    for entry in fs::read_dir(infra.join("stacks")).into_iter().flatten().flatten() {
        let path = Path::new("stacks").join(entry.file_name());
        if !documents.contains_key(&path) {
            findings.push(format!("infra/{} belongs to no capability: remove it", path.display()));
        }
    }
    Ok(findings)
}

fn names(capabilities: &[Capability]) -> Vec<String> {
    let mut findings = Vec::new();
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    let mut keys: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for capability in capabilities {
        if capability.about.is_empty() {
            findings.push(format!("say in generate/mod.rs what {} is for", capability.name));
        }
        for operation in &capability.operations {
            let route = &operation.route;
            *ids.entry(route.operation).or_default() += 1;
            keys.entry(stack::route_key(route.method, route.path)).or_default().push(route.operation);
            if route.summary.is_empty() {
                findings.push(format!("{} has no summary: say in a sentence what it does", route.operation));
            }
            if route.path.starts_with("/v1/desk/") != is_staffs(operation) {
                findings.push(format!(
                    "{} is at {}: staff's operations, and only those, are under /v1/desk/ (S47)",
                    route.operation, route.path
                ));
            }
        }
        for binary in capability.binaries() {
            let name = format!("balie-production-{binary}");
            if name.len() > LETTERS_IN_A_NAME {
                findings.push(format!("{name} is longer than Lambda allows: shorten the operation's name"));
            }
        }
    }
    findings.extend(ids.iter().filter(|(_, count)| **count > 1).map(|(id, _)| format!("{id} names two operations")));
    findings.extend(
        keys.iter().filter(|(_, ids)| ids.len() > 1).map(|(key, ids)| format!("{key} leads to {}", ids.join(" and "))),
    );
    findings
}

fn limits(capabilities: &[Capability]) -> Vec<String> {
    let mut findings = Vec::new();
    for capability in capabilities {
        let count = stack::resources(capability).len();
        if count > RESOURCES_IN_A_STACK {
            findings
                .push(format!("{} makes {count} resources, a stack holds 500: split the capability", capability.name));
        }
    }
    for desk in [false, true] {
        let operations = capabilities.iter().flat_map(|capability| &capability.operations);
        let routes = operations.filter(|operation| is_staffs(operation) == desk).count();
        if routes > ROUTES_OF_AN_API {
            findings.push(format!("an API holds {ROUTES_OF_AN_API} routes, and here are {routes}"));
        }
    }
    findings
}

/// One word names a thing everywhere: the operation, its file, its binary.
fn files(root: &Path, capabilities: &[Capability]) -> Vec<String> {
    let mut findings = Vec::new();
    for capability in capabilities {
        let source = root.join("functions").join(capability.name).join("src");
        let operations = capability.operations.iter().map(|operation| (operation.route.operation, "run"));
        let jobs = capability.jobs.iter().map(|entry| (entry.job.name, "work"));
        let programs: BTreeMap<String, String> = operations
            .chain(jobs)
            .map(|(name, how)| (capability.binary(name), program(capability.name, name, how)))
            .collect();
        for (binary, program) in &programs {
            if fs::read_to_string(source.join("bin").join(format!("{binary}.rs"))).ok().as_ref() != Some(program) {
                findings.push(format!("functions/{}/src/bin/{binary}.rs must be:\n{program}", capability.name));
            }
        }
        for entry in fs::read_dir(source.join("bin")).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().trim_end_matches(".rs").to_owned();
            if !programs.contains_key(&name) {
                findings.push(format!(
                    "functions/{}/src/bin/{name}.rs is no operation or job of the capability",
                    capability.name
                ));
            }
        }
        for operation in &capability.operations {
            let file = format!("{}.rs", operation.route.operation.replace('-', "_"));
            if !source.join(&file).exists() {
                findings.push(format!(
                    "{} should stand in functions/{}/src/{file}",
                    operation.route.operation, capability.name
                ));
            }
        }
    }
    findings
}

/// The program of a function, which says nothing of its own. A rehearsed stage does not run it (`balie function` stands in), so that it
/// serves what it is named after is looked at here.
fn program(capability: &str, name: &str, how: &str) -> String {
    let entry = format!("{}::{}::{}", snake(capability), snake(name), super::logical(name));
    format!(
        "//! The Lambda function of `{name}`.\n\nfn main() -> Result<(), lambda_runtime::Error> {{\n    runtime::{how}::<{entry}>()\n}}\n"
    )
}

fn snake(name: &str) -> String {
    name.replace('-', "_")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::check;

    #[test]
    fn the_committed_files_are_fresh_and_within_limits() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let findings: Vec<String> = check(&root).unwrap().iter().map(ToString::to_string).collect();
        assert!(findings.is_empty(), "\n{}", findings.join("\n"));
    }
}
