//! Pages about the code stay true to it: every link of theirs leads somewhere, and every file or folder they name is there.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

use api::Part;

/// What pages name in back-ticks is a path when it begins with one of these.
const ROOMS: [&str; 7] = ["shared/", "functions/", "infra/", "tests/", "web/", "docs/", ".cargo/"];

fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut pages: Vec<PathBuf> =
        ["README.md", "ARCHITECTURE.md", "SECURITY.md", "CHANGELOG.md"].iter().map(|name| root.join(name)).collect();
    let mut folders = vec![root.join("docs")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|kind| kind == "md") => pages.push(path),
                false => {}
            }
        }
    }
    pages
}

/// The targets of links to files, without their anchors.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|link| !link.contains("://"))
        .filter_map(|link| link.split('#').next().filter(|file| !file.is_empty()))
}

/// Paths in back-ticks; one with a placeholder or a choice in it names no file in particular.
fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| ROOMS.iter().any(|room| word.starts_with(room)) && !word.contains(['<', '{', '*', ' ', '?']))
}

#[test]
fn every_link_leads_somewhere_and_every_path_that_is_named_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let pages = pages();
    assert!(pages.len() > 8, "there are pages to read");
    let mut broken = Vec::new();
    for page in &pages {
        let text = fs::read_to_string(page).unwrap();
        let folder = page.parent().unwrap();
        let gone = links(&text).filter(|link| !folder.join(link).exists());
        broken.extend(gone.map(|link| format!("{}: the link {link}", page.display())));
        let gone = named(&text).filter(|path| !root.join(path).exists());
        broken.extend(gone.map(|path| format!("{}: the path {path}", page.display())));
    }
    assert!(broken.is_empty(), "pages name what is not there:\n{}", broken.join("\n"));
}

/// The whole table fits on a page (ARCHITECTURE.md, house rule 7), so every part of it stands there.
#[test]
fn the_page_of_the_table_names_every_part() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ARCHITECTURE.md")).unwrap();
    let missing: Vec<_> =
        Part::ALL.into_iter().filter(|part| !page.contains(&format!("| {part:?} | `{}", part.prefix()))).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md says nothing of {missing:?}");
}

/// Whoever sets up a stage reads of every setting.
#[test]
fn the_table_of_settings_names_every_variable() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |file: &str| fs::read_to_string(root.join(file)).unwrap();
    let (page, code) = (read("README.md"), read("shared/runtime/src/config.rs"));
    let names: Vec<&str> = code.split('"').filter(|word| word.starts_with("BALIE_") && !word.contains(' ')).collect();
    assert!(names.len() > 20, "the settings are found");
    let missing: Vec<_> = names.into_iter().filter(|name| !page.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "README.md says nothing of {missing:?}");
}
