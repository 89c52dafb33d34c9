//! Editions of a form: made once and never changed, numbered from 1, each in force from a day on. What was sent stays with the edition it was
//! filled in under; a draft goes by the one in force.
//!
//! Where forms live: those that come with Balie are files in `forms/`, compiled in as edition 1 ([`super::builtin`]). Whatever is changed or
//! added later, staff publish at the desk: the next number, kept in the table. A form's [`Shelf`] lists its published editions; one that has
//! none yet has no item either.

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::builtin;
use super::definition::{Form, FormKind, Texts};
use super::id::FormId;
use super::slips::{Slip, read};
use crate::ids::AccountId;

/// An edition of a form, without what it asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "FormEditionHead")]
pub struct EditionHead {
    /// Its number, from 1.
    pub number: u32,
    /// The first day it is filled in.
    pub from: Date,
    /// When it was published; absent for what came with Balie.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<Timestamp>,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_by: Option<AccountId>,
    /// What changed, in the publisher's words.
    pub note: String,
    /// What comes of the form.
    pub kind: FormKind,
    /// Whether one must have opened a business first.
    pub for_business: bool,
    /// What it is called.
    pub title: Texts,
    /// What it is for.
    pub intro: Texts,
    /// What its parts are called: what will be asked.
    pub parts: Vec<Texts>,
    /// The forms whose contracts something is told about by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<FormId>,
}

/// An edition of a form, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FormEdition {
    /// Its number.
    pub number: u32,
    /// What it asks.
    pub form: Form,
}

/// All editions of a form, as staff published them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Shelf {
    /// Of which form.
    pub form: FormId,
    /// The editions, oldest first.
    pub editions: Vec<EditionHead>,
    /// When it was taken back: nobody begins it or sends it any more, until it is offered again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Timestamp>,
}

/// Why an edition is not published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAnEdition {
    /// Another one came after the one it was made from.
    #[error("another edition was published meanwhile")]
    BasedOnAnOlderOne,
    /// It would begin in the past: what was filled in meanwhile would have been another form.
    #[error("it would begin in the past")]
    InThePast,
    /// It would begin before the latest one.
    #[error("it would begin before the latest edition")]
    BeforeTheLatest,
    /// It is not a form, or not a sound one.
    #[error("{} places in the form are wrong", .0.len())]
    Wrong(Vec<Slip>),
}

/// What a new edition is to be.
#[derive(Debug, Clone)]
pub struct NewEdition {
    /// The number of the one it was made from; 0 for a form there was none of.
    pub based_on: u32,
    /// The first day it is filled in.
    pub from: Date,
    /// What changed.
    pub note: String,
    /// The form as JSON.
    pub content: serde_json::Value,
}

impl EditionHead {
    fn of(form: &Form, number: u32, from: Date, note: String) -> Self {
        Self {
            number,
            from,
            published_at: None,
            published_by: None,
            note,
            kind: form.kind,
            for_business: form.for_business,
            title: form.title.clone(),
            intro: form.intro.clone(),
            parts: form.sections.iter().map(|section| section.title.clone()).collect(),
            about: form.about.iter().flat_map(|about| about.forms.iter().cloned()).collect(),
        }
    }
}

impl Shelf {
    /// The shelf of a form nobody has published anything of: with its first edition, when it came with Balie, or empty.
    pub fn bare(form: FormId) -> Self {
        let first = builtin::form(&form).map(|form| EditionHead::of(form, builtin::NUMBER, Date::MIN, String::new()));
        Self { form, editions: first.into_iter().collect(), withdrawn: None }
    }

    /// The newest edition, in force already or not: what staff go on from.
    pub fn latest(&self) -> Option<&EditionHead> {
        self.editions.last()
    }

    /// The edition in force on a day, whether or not the form was taken back.
    pub fn in_force(&self, today: Date) -> Option<&EditionHead> {
        self.editions.iter().rev().find(|edition| edition.from <= today)
    }

    /// The edition somebody may fill in on a day: none once the form was taken back.
    pub fn offered(&self, today: Date) -> Option<&EditionHead> {
        if self.withdrawn.is_some() { None } else { self.in_force(today) }
    }

    /// Publishes another edition. `self` is the shelf the form has, or its bare one.
    pub fn publish(
        mut self,
        new: NewEdition,
        by: &AccountId,
        today: Date,
        now: Timestamp,
    ) -> Result<(Self, FormEdition), NotAnEdition> {
        let before = self.latest().map_or((0, Date::MIN), |latest| (latest.number, latest.from));
        if new.based_on != before.0 {
            return Err(NotAnEdition::BasedOnAnOlderOne);
        }
        if new.from < today {
            return Err(NotAnEdition::InThePast);
        }
        if new.from < before.1 {
            return Err(NotAnEdition::BeforeTheLatest);
        }
        let form = read(&new.content).map_err(NotAnEdition::Wrong)?;
        if form.id != self.form {
            return Err(NotAnEdition::Wrong(vec![Slip::at("/id", "another-form")]));
        }
        let number = before.0.saturating_add(1);
        self.editions.push(EditionHead {
            published_at: Some(now),
            published_by: Some(by.clone()),
            ..EditionHead::of(&form, number, new.from, new.note)
        });
        Ok((self, FormEdition { number, form }))
    }
}
