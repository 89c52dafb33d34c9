//! Where lines and totals stand.

use api::{KeySet, Part};
use aws_lc_rs::hmac;
use domain::ids::{AccessCodeId, OrganisationId};
use domain::spend::{Group, Line, Month};

use super::total::tag;
use crate::error::Error;
use crate::item::Stored;
use crate::key::{IndexKey, Key};
use crate::keys::Keys;
use crate::read::Range;

/// Stands where there is no access code.
pub(super) const NO_CODE: &str = "-";

/// The lines of an organisation's month, the earliest first: exactly those of its invoice. To be listed as [`Line`], page by page.
pub fn lines(organisation: &OrganisationId, month: Month) -> Range {
    lines_between(organisation, month, month)
}

/// The lines of an organisation from one month to another, both among them, the earliest first. To be listed as [`Line`], page by page.
pub fn lines_between(organisation: &OrganisationId, from: Month, to: Month) -> Range {
    let (first, last) = bounds(from, to);
    Range::of(lines_partition(organisation)).between(first, last)
}

/// The lines of one group from one month to another, both among them, the earliest first. To be listed as [`Line`], page by page. The index is
/// read eventually consistent: for months that are over, or where a line of a second ago may be missing.
pub fn lines_of(organisation: &OrganisationId, group: &Group, (from, to): (Month, Month)) -> Range {
    let (first, last) = bounds(from, to);
    Range::of_index(group_partition(&partition(organisation), group)).between(first, last)
}

/// The first and the last place lines of these months can have. `~` comes after everything an id is written with.
pub(super) fn bounds(from: Month, to: Month) -> (String, String) {
    (format!("{from}#"), format!("{to}#~"))
}

pub(super) fn partition(organisation: &OrganisationId) -> String {
    format!("{}{organisation}", Part::Spend.prefix())
}

pub(super) fn lines_partition(organisation: &OrganisationId) -> String {
    format!("{}#LINES", partition(organisation))
}

pub(super) fn group_partition(under: &str, group: &Group) -> String {
    let code = group.code.as_ref().map_or(NO_CODE, AccessCodeId::as_str);
    format!("{under}#{code}#{}#{}", tag(group.label.as_ref()), group.product)
}

pub(super) fn total_key(partition: &str, month: Month, code: Option<&AccessCodeId>) -> Key {
    Key::new(partition, format!("TOTAL#{month}#{}", code.map_or(NO_CODE, AccessCodeId::as_str)))
}

/// Own references are compared without regard to case and to space around them.
pub(super) fn normal(reference: &str) -> String {
    reference.trim().to_lowercase()
}

/// Where what has an own reference is kept: under its HMAC, because a reference may be personal (S58).
pub(super) async fn reference_partition(
    keys: &Keys,
    organisation: &OrganisationId,
    reference: &str,
) -> Result<String, Error> {
    let index = keys.current(KeySet::Index).await?;
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, &index.secret));
    // No id and no reference holds this separator, so no two pairs read the same.
    for part in ["spend-reference", "\u{0}", organisation.as_str(), "\u{0}", &normal(reference)] {
        context.update(part.as_bytes());
    }
    let tag: String = context.sign().as_ref().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{}#REF#{tag}", partition(organisation)))
}

/// Where a line sorts, in the table and in the index.
pub(super) fn place(line: &Line) -> String {
    format!("{}#{}", line.month, line.id)
}

/// The last place before this one.
pub(super) fn before(place: &str) -> Option<String> {
    let (last, rest) = place.as_bytes().split_last()?;
    let mut bytes = rest.to_vec();
    bytes.extend([last.checked_sub(1)?, b'~']);
    String::from_utf8(bytes).ok()
}

impl Stored for Line {
    const PART: Part = Part::Spend;
    const KIND: &'static str = "spend-line";
    // Who, and what the customer calls it (S58).
    const SEALED: &'static [&'static str] = &["byName", "reference"];

    fn key(&self) -> Key {
        Key::new(lines_partition(&self.organisation), place(self))
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(group_partition(&partition(&self.organisation), &Group::of(self)), place(self)))
    }
}
