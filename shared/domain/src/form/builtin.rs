//! The forms that come with Balie, each its edition 1. A file that was released is never edited: what changes later is published at the desk
//! as the next edition, so that what was sent under the first one is read by it for ever.

use std::sync::OnceLock;

use super::definition::Form;
use super::edition::FormEdition;
use super::id::FormId;

/// The number of their edition.
pub const NUMBER: u32 = 1;

/// The files. A new one is a line here.
const FILES: &[&str] = &[
    include_str!("forms/apprenticeship-contract.json"),
    include_str!("forms/apprenticeship-change.json"),
    include_str!("forms/apprenticeship-cancellation.json"),
    include_str!("forms/early-examination.json"),
    include_str!("forms/business-change.json"),
];

/// Every form that comes with Balie.
pub fn forms() -> &'static [FormEdition] {
    static FORMS: OnceLock<Vec<FormEdition>> = OnceLock::new();
    FORMS.get_or_init(|| {
        let forms = FILES.iter().filter_map(|file| serde_json::from_str::<Form>(file).ok());
        forms.map(|form| FormEdition { number: NUMBER, form }).collect()
    })
}

/// The form of this name, as it came with Balie.
pub fn form(id: &FormId) -> Option<&'static Form> {
    edition(id, NUMBER).map(|edition| &edition.form)
}

/// An edition of a form, if it came with Balie.
pub fn edition(id: &FormId, number: u32) -> Option<&'static FormEdition> {
    forms().iter().find(|edition| edition.form.id == *id && edition.number == number)
}

#[cfg(test)]
mod tests {
    use super::super::slips::read;
    use super::*;

    #[test]
    fn every_form_that_comes_with_balie_could_be_published() {
        for file in FILES {
            let content: serde_json::Value = serde_json::from_str(file).unwrap();
            assert_eq!(read(&content).map(drop), Ok(()), "{}", content["id"]);
        }
        assert_eq!(forms().len(), FILES.len());
    }
}
