//! Files that answers name: each must have been handed in with this very form, and let in.

use domain::folder::upload::{Owner, Upload, UploadState};
use domain::form::{Answers, Form, Kind};
use domain::ids::VersionId;
use domain::submission::Submission;
use runtime::Context;
use serde_json::Value as Json;

use crate::problems::Refused;

/// The files of a form, as they were found.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// What is wrong with those that are named: pointers within the answers, with codes.
    pub(crate) faults: Vec<(String, &'static str)>,
    /// Whether some were let in that no answer names (any more).
    pub(crate) some_replaced: bool,
}

/// Looks at the files of a form. Asks the table once, and only when a file is named.
pub(crate) async fn look(cx: &Context, submission: &Submission, form: &Form) -> Result<Files, Refused> {
    let named = named(form, &submission.answers);
    if named.is_empty() {
        return Ok(Files::default());
    }
    let owner = Owner::Submission(submission.id.clone());
    let uploads = cx.store().list::<Upload>(store::folder::uploads(&owner)).await?;
    let fault = |name: &str| {
        let id = name.parse::<VersionId>().ok();
        let upload = uploads.items.iter().find(|upload| Some(&upload.id) == id.as_ref());
        match upload.map(|upload| &upload.state) {
            None => Some("not-files"),
            Some(UploadState::Receiving | UploadState::Inspecting { .. }) => Some("still-inspected"),
            Some(UploadState::Refused { .. }) => Some("file-refused"),
            Some(UploadState::Released { .. }) => None,
        }
    };
    let faults = named.iter().filter_map(|(pointer, name)| Some((pointer.clone(), fault(name)?))).collect();
    let replaced = |upload: &Upload| upload.is_released() && !submission.names_file(&upload.id);
    Ok(Files { faults, some_replaced: uploads.items.iter().any(|upload| replaced(upload)) })
}

/// Every file that is named, with the pointer of its field. Fields that are not asked are not looked at.
fn named(form: &Form, answers: &Answers) -> Vec<(String, String)> {
    let sections = form.sections.iter().filter(|section| section.when.as_ref().is_none_or(|when| when.holds(answers)));
    let fields = sections.flat_map(|section| &section.fields);
    let files = fields.filter(|field| matches!(field.kind, Kind::Files { .. }));
    let asked = files.filter(|field| field.when.as_ref().is_none_or(|when| when.holds(answers)));
    asked
        .flat_map(|field| {
            let names = answers.raw(&field.name).and_then(Json::as_array).into_iter().flatten();
            names.filter_map(Json::as_str).map(|name| (format!("/{}", field.name), name.to_owned()))
        })
        .collect()
}
