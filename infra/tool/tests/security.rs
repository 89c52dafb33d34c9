//! docs/security.md says which test shows a requirement. A test that was renamed or lost is missed here.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: PathBuf, found: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_test_the_page_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut code = String::new();
    for room in ["shared", "functions", "infra/tool", "tests"] {
        sources(root.join(room), &mut code);
    }
    let page = fs::read_to_string(root.join("docs/security.md")).unwrap();
    // A test's name is a sentence; nothing else in back-ticks has four words joined by underscores, but files.
    let quoted = page.split('`').skip(1).step_by(2).filter(|word| !word.contains('/'));
    let named: Vec<&str> = quoted.filter(|word| word.matches('_').count() >= 3).collect();
    assert!(named.len() > 80, "the page names tests: {}", named.len());
    let lost: Vec<_> = named.iter().filter(|name| !code.contains(&format!("fn {name}("))).collect();
    assert!(lost.is_empty(), "docs/security.md names tests that are not there: {lost:?}");
}
