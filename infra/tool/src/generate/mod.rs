//! Everything that is printed from the routes: the root template, one stack per capability with a role per function, the OpenAPI document,
//! and the page of jobs. All of it is committed, so that a change of permissions is a line in a review, and checked for freshness.

mod check;
mod jobs;
mod openapi;
mod package;
mod role;
mod root;
mod stack;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

pub use check::check;
pub use package::{Programs, package};

use api::Access;
use runtime::{JobEntry, Operation};

use crate::house;

/// A capability: one crate of functions, one nested stack.
pub struct Capability {
    /// Its name, as the crate and the folder have it.
    pub name: &'static str,
    /// What it is for, for the reader of the API's document.
    pub about: &'static str,
    /// What the world can ask of it.
    pub operations: Vec<Operation>,
    /// What it does by itself.
    pub jobs: Vec<JobEntry>,
}

impl Capability {
    /// The binary of one of its operations or jobs; also the name of its zip.
    pub fn binary(&self, name: &str) -> String {
        format!("{}-{name}", self.name)
    }

    /// All its binaries.
    pub fn binaries(&self) -> impl Iterator<Item = String> {
        let operations = self.operations.iter().map(|operation| operation.route.operation);
        operations.chain(self.jobs.iter().map(|entry| entry.job.name)).map(|name| self.binary(name))
    }
}

/// Every capability, in the order of the documents: the house's, with what only the documents tell of them.
pub fn capabilities() -> Vec<Capability> {
    let mut capabilities: Vec<Capability> = house::capabilities()
        .into_iter()
        .map(|capability| Capability {
            name: capability.name,
            about: about(capability.name),
            operations: capability.operations,
            jobs: Vec::new(),
        })
        .collect();
    for (name, jobs) in [("workers", workers::jobs()), ("press", press::jobs())] {
        capabilities.push(Capability { name, about: about(name), operations: Vec::new(), jobs });
    }
    capabilities
}

/// Is the function of that name until the process ends.
pub fn serve(name: &str) -> Result<(), Box<dyn std::error::Error>> {
    for capability in capabilities() {
        let operations = capability.operations.iter().map(|operation| (operation.route.operation, operation.serve));
        let jobs = capability.jobs.iter().map(|entry| (entry.job.name, entry.serve));
        if let Some((_, serve)) = operations.chain(jobs).find(|(known, _)| capability.binary(known) == name) {
            return serve().map_err(|error| -> Box<dyn std::error::Error> { error });
        }
    }
    Err(format!("{name} is no function").into())
}

/// Whether an operation stands behind the staff's own API (S47).
pub fn is_staffs(operation: &Operation) -> bool {
    operation.access == Access::Staff
}

/// What a capability is for; `check` misses it for a new one.
fn about(capability: &str) -> &'static str {
    match capability {
        "accounts" => "Registering, logging in, passwords, second factors and sessions.",
        "access-codes" => "Access codes, who is main user, and what helps whoever lost a code or a password.",
        "batches" => "Many upgrades from one table.",
        "means" => "Means once they work, the people who have them, and what will lapse.",
        "upgrades" => "Means of identification and raising their level of assurance.",
        "catalogue" => "Services and the level they ask, advice, prices and discount codes.",
        "companies" => "Companies of the business register.",
        "orders" => "Products of the business register, and orders of them.",
        "invoices" => "Invoices by month, and what was paid.",
        "contracts" => "Contracts on paper: made, found by their code, signed in pen.",
        "documents" => "Documents that belong to an upgrade.",
        "identification" => "Being identified, face to face or at a distance.",
        "desk" => "For staff: what waits, what must be checked, and the decision.",
        "businesses" => "Member businesses: letters with a PIN, opening one with it, and who opened it.",
        "mandates" => "Direct-debit mandates, as whoever gives one sees them.",
        "collections" => "For staff: mandates, collections by direct debit, and returns.",
        "folders" => "Documents of a member business by topic, and templates.",
        "forms" => "Forms to fill in, and what is checked while one does.",
        "submissions" => "For staff and those who sign: forms that were handed in.",
        "tickets" => "Help with logging in, the service desk, and questions put to it.",
        "messages" => "Messages between the customer and the desk.",
        "signing" => "The signing room, for those who sign and need no account.",
        "spend" => "What an organisation spends: sums, the lines behind them, budgets.",
        "workers" => "What nobody asks for.",
        "overviews" => "Overviews of what was spent: asked for, ready, and sent by schedule.",
        "press" => "Papers and files that are made in the background.",
        _ => "",
    }
}

/// The generated files by their path under `infra`, with their text. `infra` is the folder that holds base.yaml.
pub fn documents(infra: &Path) -> Result<BTreeMap<PathBuf, String>, Unreadable> {
    let base_path = infra.join("base.yaml");
    let base = std::fs::read_to_string(&base_path).map_err(|source| Unreadable { path: base_path, source })?;
    let capabilities = capabilities();
    let mut documents = BTreeMap::new();
    let mut stacks = Vec::new();
    for capability in capabilities.iter().filter(|capability| capability.binaries().next().is_some()) {
        let printed = stack::print(capability);
        documents.insert(PathBuf::from(format!("stacks/{}.yaml", capability.name)), printed.text);
        stacks.push((capability.name, printed.parameters));
    }
    documents.insert(PathBuf::from("template.yaml"), root::print(&base, &stacks));
    documents.insert(PathBuf::from("openapi.json"), openapi::print(&capabilities));
    documents.insert(PathBuf::from("../docs/jobs.md"), jobs::print(&capabilities));
    Ok(documents)
}

/// Writes the templates, template.yaml and stacks/*.yaml, and the page of jobs. Answers what was written.
pub fn template(infra: &Path) -> Result<Vec<PathBuf>, Unreadable> {
    write(infra, |path| path.extension().is_some_and(|kind| kind == "yaml" || kind == "md"))
}

/// Writes openapi.json. Answers what was written.
pub fn openapi(infra: &Path) -> Result<Vec<PathBuf>, Unreadable> {
    write(infra, |path| path.extension().is_some_and(|kind| kind == "json"))
}

/// A file cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {source}", path = path.display())]
pub struct Unreadable {
    path: PathBuf,
    source: io::Error,
}

fn write(infra: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>, Unreadable> {
    let mut written = Vec::new();
    for (path, text) in documents(infra)? {
        if wanted(&path) {
            let path = infra.join(path);
            let folder = path.parent().map_or(Ok(()), std::fs::create_dir_all);
            folder
                .and_then(|()| std::fs::write(&path, text))
                .map_err(|source| Unreadable { path: path.clone(), source })?;
            written.push(path);
        }
    }
    Ok(written)
}

/// `log-in` as `LogIn`: how a resource is called in a template.
fn logical(name: &str) -> String {
    let mut logical = String::new();
    for word in name.split('-') {
        let mut letters = word.chars();
        logical.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        logical.push_str(letters.as_str());
    }
    logical
}

#[cfg(test)]
mod tests {
    use super::logical;

    #[test]
    fn a_resource_is_called_after_its_operation() {
        assert_eq!(logical("verify-second-factor"), "VerifySecondFactor");
        assert_eq!(logical("desk"), "Desk");
    }
}
