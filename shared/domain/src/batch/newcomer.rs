//! A row about somebody who has no means yet: what must be known of a person to open a case for him (domain.md 1.3), as a spreadsheet
//! writes it.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::check::Reader;
use super::column::Column;
use crate::email::Email;
use crate::means::Registration;
use crate::name::Name;
use crate::organisation::Organisation;
use crate::phone::Mobile;

/// The columns that are about the person. One of them filled in says that he is new.
const PERSONAL: [Column; 6] =
    [Column::Initials, Column::FirstNames, Column::Infix, Column::Surname, Column::BirthDate, Column::Mobile];

impl Reader<'_> {
    /// Whether the row describes a person.
    pub(super) fn describes_somebody(&self) -> bool {
        PERSONAL.into_iter().any(|column| !self.raw(column).is_empty())
    }

    /// Who the row describes; nothing when something is missing or wrong, each of it named.
    pub(super) fn newcomer(&mut self, email: &str, company: &Organisation) -> Option<Registration> {
        let address = email.parse::<Email>().ok();
        if address.is_none() {
            self.fault(Some(Column::User), "not-an-address");
        }
        let infix = self.cell(Column::Infix).map(str::to_owned);
        let infix = infix.map(|infix| self.parsed(Column::Infix, &infix, "not-text", |text| text.parse::<Name>().ok()));
        let (initials, first_names, surname) =
            (self.name(Column::Initials), self.name(Column::FirstNames), self.name(Column::Surname));
        let birth_date = self.required(Column::BirthDate);
        let birth_date = birth_date.and_then(|text| self.parsed(Column::BirthDate, &text, "not-a-date", day));
        let mobile = self.required(Column::Mobile);
        let mobile = mobile.and_then(|text| self.parsed(Column::Mobile, &text, "not-a-mobile", number));
        Some(Registration {
            initials: initials?,
            first_names: first_names?,
            infix: infix.flatten(),
            surname: surname?,
            birth_date: birth_date?,
            email: address?,
            mobile: Some(mobile?),
            kvk_number: company.kvk_number.clone(),
            establishment_number: None,
            identity_document_until: None,
        })
    }

    fn name(&mut self, column: Column) -> Option<Name> {
        let text = self.required(column)?;
        self.parsed(column, &text, "not-text", |text| text.parse().ok())
    }

    /// What stands in a column that must be filled in.
    fn required(&mut self, column: Column) -> Option<String> {
        if self.raw(column).is_empty() {
            self.fault(Some(column), "missing");
            return None;
        }
        self.cell(column).map(str::to_owned)
    }

    fn parsed<T>(&mut self, column: Column, text: &str, code: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let parsed = parse(text);
        if parsed.is_none() {
            self.fault(Some(column), code);
        }
        parsed
    }
}

/// A day as people and spreadsheets write it: `1990-08-30`, `30-08-1990`, `30.8.1990`, `30/08/1990`, or the count of days since the end of
/// 1899. Day before month, as it is read here.
fn day(text: &str) -> Option<Date> {
    if let Ok(count) = text.parse::<i64>() {
        return (1..=80_000).contains(&count).then(|| date(1899, 12, 30).saturating_add(count.days()));
    }
    let mut parts = text.split(['-', '.', '/', ' ']).filter(|part| !part.is_empty());
    let (one, month, other) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, day) = if one.len() == 4 { (one, other) } else { (other, one) };
    let whole = parts.next().is_none() && year.len() == 4;
    let found = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    found.filter(|_| whole)
}

/// A mobile number; the nought a spreadsheet dropped is put back.
fn number(text: &str) -> Option<Mobile> {
    let dropped = text.len() == 9 && text.starts_with('6') && text.bytes().all(|byte| byte.is_ascii_digit());
    if dropped { format!("0{text}").parse().ok() } else { text.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_and_spreadsheets_write_them() {
        let born = Some(date(1990, 8, 30));
        for text in ["1990-08-30", "30-08-1990", "30.8.1990", "30/08/1990", "33115"] {
            assert_eq!(day(text), born, "{text}");
        }
        for text in ["30-08-90", "08-30-1990", "x", "30-08", "1990-08-30-1", "99999999"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_without_its_nought_is_the_same_number() {
        assert_eq!(number("612345678"), number("06 12345678"));
        assert_eq!(number("0031612345678"), number("612345678"));
        assert_eq!(number("12345"), None);
    }
}
