//! The arrows of ARCHITECTURE.md: which crate may know which. A new crate is given its place here, and a new arrow is a decision.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

/// What each crate may know of the house, by the name of its package. Arrows are written out, not followed: whoever needs a thing says so.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("api", &["domain"]),
    ("store", &["domain", "api"]),
    ("mail", &["domain"]),
    ("extract", &["domain"]),
    ("paper", &["domain"]),
    ("sheet", &["domain"]),
    ("register", &["domain"]),
    ("till", &["domain"]),
    ("courier", &["domain"]),
    ("broker", &["domain"]),
    ("sepa", &["domain"]),
    ("runtime", &["domain", "api", "store", "mail", "extract", "register", "till"]),
    ("accounts", FUNCTIONS),
    ("upgrades", FUNCTIONS),
    ("batches", FUNCTIONS),
    ("means", FUNCTIONS),
    ("catalogue", FUNCTIONS),
    ("documents", FUNCTIONS),
    ("companies", FUNCTIONS),
    ("orders", FUNCTIONS),
    ("invoices", FUNCTIONS),
    ("contracts", FUNCTIONS),
    ("identification", FUNCTIONS),
    ("desk", FUNCTIONS),
    ("access-codes", FUNCTIONS),
    ("messages", FUNCTIONS),
    ("signing", FUNCTIONS),
    ("spend", FUNCTIONS),
    ("businesses", FUNCTIONS),
    ("mandates", FUNCTIONS),
    ("collections", FUNCTIONS),
    ("folders", FUNCTIONS),
    ("forms", FUNCTIONS),
    ("submissions", FUNCTIONS),
    ("tickets", FUNCTIONS),
    ("workers", FUNCTIONS),
    ("press", FUNCTIONS),
    ("overviews", FUNCTIONS),
    ("embedded", &["extract", "register", "runtime"]),
    ("balie", EVERYTHING),
    ("black-box", &["extract"]),
    ("within", EVERYTHING),
    ("bench", &["black-box", "domain", "extract", "paper", "sheet"]),
];

/// What functions may know: everything shared, and never each other.
const FUNCTIONS: &[&str] = &[
    "domain", "api", "store", "mail", "extract", "paper", "courier", "broker", "register", "sheet", "sepa", "runtime",
    "till",
];

/// What the tool, which sees every function, may know.
const EVERYTHING: &[&str] = &[
    "domain",
    "api",
    "store",
    "mail",
    "extract",
    "paper",
    "courier",
    "broker",
    "register",
    "runtime",
    "access-codes",
    "accounts",
    "upgrades",
    "batches",
    "press",
    "overviews",
    "means",
    "sheet",
    "catalogue",
    "documents",
    "companies",
    "orders",
    "till",
    "invoices",
    "identification",
    "contracts",
    "desk",
    "messages",
    "signing",
    "spend",
    "businesses",
    "mandates",
    "collections",
    "folders",
    "forms",
    "submissions",
    "tickets",
    "workers",
    "embedded",
];

/// What the rules must never see: no IO, no clock, no randomness in the domain.
const OUTSIDE: &[&str] = &[
    "tokio",
    "http",
    "lambda_http",
    "lambda_runtime",
    "rand",
    "aws-config",
    "aws-sdk-dynamodb",
    "aws-sdk-s3",
    "aws-sdk-ses",
];

fn metadata() -> Metadata {
    MetadataCommand::new().no_deps().exec().unwrap()
}

/// Each package of the house with what it depends on when it runs; tests may know more.
fn arrows(metadata: &Metadata) -> BTreeMap<String, BTreeSet<String>> {
    let known = |package: &cargo_metadata::Package| {
        let running = package.dependencies.iter().filter(|dependency| dependency.kind != DependencyKind::Development);
        running.map(|dependency| dependency.name.clone()).collect()
    };
    metadata.packages.iter().map(|package| (package.name.to_string(), known(package))).collect()
}

#[test]
fn every_crate_knows_only_what_it_may() {
    let metadata = metadata();
    let arrows = arrows(&metadata);
    for (package, known) in &arrows {
        let place = MAY_KNOW.iter().find(|(name, _)| name == package);
        let (_, may) = place.unwrap_or_else(|| panic!("{package} has no place among the arrows: give it one here"));
        let house = known.iter().filter(|name| arrows.contains_key(*name));
        let foreign: Vec<_> = house.filter(|name| !may.contains(&name.as_str())).collect();
        assert!(foreign.is_empty(), "{package} may not know {foreign:?}");
    }
}

#[test]
fn the_rules_know_nothing_of_machines() {
    let arrows = arrows(&metadata());
    let outside: Vec<_> = OUTSIDE.iter().filter(|name| arrows["domain"].contains(**name)).collect();
    assert!(outside.is_empty(), "domain depends on {outside:?}");
}

#[test]
fn no_crate_folder_or_module_is_called_after_nothing() {
    let root = metadata().workspace_root;
    let mut folders = vec![root.join("shared"), root.join("functions"), root.join("infra"), root.join("tests")];
    let mut nameless = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir_utf8().unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name();
            if ["node_modules", "target"].contains(&name) {
                continue;
            }
            if ["common", "util", "utils", "helper", "helpers", "misc"].contains(&name.trim_end_matches(".rs")) {
                nameless.push(entry.path().to_owned());
            }
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path().to_owned());
            }
        }
    }
    assert!(nameless.is_empty(), "a thing is shared when it has a name in the business: {nameless:?}");
}

/// A package whose library goes by another name than its own.
const OTHER_NAMES: &[(&str, &str)] = &[("dynoxide-rs", "dynoxide"), ("iban_validate", "iban")];

#[test]
fn every_dependency_earns_its_place() {
    let mut idle = Vec::new();
    for package in &metadata().packages {
        let folder = package.manifest_path.parent().unwrap();
        let code: String =
            ["src", "tests", "examples"].iter().map(|room| texts(folder.join(room).as_std_path())).collect();
        let names = package.dependencies.iter().map(|dependency| dependency.name.as_str());
        idle.extend(
            names
                .filter(|name| {
                    let other =
                        OTHER_NAMES.iter().find(|(package, _)| package == name).map_or(*name, |(_, library)| library);
                    let library = other.replace('-', "_");
                    !code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == library)
                })
                .map(|name| format!("{} does not use {name}", package.name)),
        );
    }
    assert!(idle.is_empty(), "dependencies nobody needs:\n{}", idle.join("\n"));
}

/// All the Rust in a folder.
fn texts(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => text.push_str(&texts(&path)),
            false if path.extension().is_some_and(|kind| kind == "rs") => {
                text.push_str(&fs::read_to_string(path).unwrap());
            }
            false => {}
        }
    }
    text
}
