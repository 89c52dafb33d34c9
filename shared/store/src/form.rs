//! Forms that staff published: the shelves of all forms together, because pages list them; each edition whole in the partition of its form.
//! What came with Balie is compiled in and has no item, until its shelf gets a second edition.

use std::collections::BTreeMap;

use api::Part;
use domain::form::{EditionHead, FormEdition, FormId, Shelf, builtin};
use jiff::civil::Date;

use crate::Store;
use crate::error::Error;
use crate::item::{Stored, Versioned};
use crate::key::Key;
use crate::read::Range;

fn shelves_partition() -> String {
    format!("{}SHELVES", Part::Form.prefix())
}

/// Where the shelf of a form is.
pub fn shelf_key(form: &FormId) -> Key {
    Key::new(shelves_partition(), form.as_str())
}

/// The shelves of all forms staff published anything of.
pub fn shelves() -> Range {
    Range::of(shelves_partition())
}

/// Where an edition of a form is.
pub fn edition_key(form: &FormId, number: u32) -> Key {
    Key::new(format!("{}{form}", Part::Form.prefix()), format!("EDITION#{number:06}"))
}

impl Stored for Shelf {
    const PART: Part = Part::Form;
    const KIND: &'static str = "form-shelf";

    fn key(&self) -> Key {
        shelf_key(&self.form)
    }
}

impl Stored for FormEdition {
    const PART: Part = Part::Form;
    const KIND: &'static str = "form-edition";

    fn key(&self) -> Key {
        edition_key(&self.form.id, self.number)
    }
}

impl Store {
    /// The shelf of a form as it is kept, if staff published anything of it.
    pub async fn kept_shelf(&self, form: &FormId) -> Result<Option<Versioned<Shelf>>, Error> {
        self.get::<Shelf>(shelf_key(form)).await
    }

    /// Every shelf, of forms that came with Balie and of those staff added, by name; one that is not kept has version 0.
    pub async fn shelves(&self) -> Result<BTreeMap<FormId, Versioned<Shelf>>, Error> {
        let built = builtin::forms().iter().map(|edition| edition.form.id.clone());
        let bare = |form: FormId| (form.clone(), Versioned { value: Shelf::bare(form), version: 0 });
        let mut all: BTreeMap<FormId, Versioned<Shelf>> = built.map(bare).collect();
        let kept = self.list::<Shelf>(shelves()).await?;
        all.extend(kept.items.into_iter().map(|shelf| (shelf.value.form.clone(), shelf)));
        Ok(all)
    }

    /// The shelf of a form, kept or bare.
    pub async fn shelf(&self, form: &FormId) -> Result<Shelf, Error> {
        let kept = self.kept_shelf(form).await?;
        Ok(kept.map_or_else(|| Shelf::bare(form.clone()), |kept| kept.value))
    }

    /// An edition of a form by its number: for what was filled in under it.
    pub async fn form_edition(&self, form: &FormId, number: u32) -> Result<Option<FormEdition>, Error> {
        if let Some(built) = builtin::edition(form, number) {
            return Ok(Some(built.clone()));
        }
        Ok(self.get::<FormEdition>(edition_key(form, number)).await?.map(|edition| edition.value))
    }

    /// The edition of a form somebody may fill in today, with its shelf: none when there is no such form, or it was taken back.
    pub async fn offered_form(&self, form: &FormId, today: Date) -> Result<Option<FormEdition>, Error> {
        let shelf = self.shelf(form).await?;
        match shelf.offered(today) {
            Some(EditionHead { number, .. }) => self.form_edition(form, *number).await,
            None => Ok(None),
        }
    }
}
