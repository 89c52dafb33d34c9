//! Looking at every row of a table before anything is sent.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;

use super::column::Column;
use super::{About, FaultyRow, MOST_FAULTY_SHOWN, MOST_ROWS, Row, RowFault, code_of};
use crate::days;
use crate::ids::OrganisationId;
use crate::level::AssuranceLevel;
use crate::means::{Means, MeansStatus, Registration, TERMS};
use crate::organisation::Organisation;
use crate::upgrade::authorisations::{Authorisations, Chosen};
use crate::upgrade::{may_apply, may_start};

/// The longest text a cell may hold.
const LONGEST_CELL: usize = 2_000;

/// A line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number, as a spreadsheet counts.
    pub number: u32,
    /// Its cells, from the left. A formula stands here as it is written, with its sign before it.
    pub cells: Vec<String>,
}

/// What a row can be about.
pub struct Known<'a> {
    /// The companies whoever asks manages.
    pub companies: &'a [Company],
    /// The id of the service of this id or name, if there is one.
    pub service: &'a (dyn Fn(&str) -> Option<String> + Sync),
}

/// A company with everything that could be raised in it.
#[derive(Debug)]
pub struct Company {
    /// The company.
    pub organisation: Organisation,
    /// Its means.
    pub means: Vec<Means>,
}

/// What looking at a table came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The good rows.
    pub good: Vec<Row>,
    /// How many rows are not good.
    pub faulty: u32,
    /// The first of them.
    pub faults: Vec<FaultyRow>,
}

/// The file is not a table one can read rows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotATable {
    /// There is no row below the headings.
    #[error("no rows")]
    NoRows,
    /// More rows than one batch holds.
    #[error("too many rows")]
    TooManyRows,
    /// The first row does not name the columns that are needed: the level, and the means or the user.
    #[error("headings are missing")]
    HeadingsMissing,
    /// Two columns have the same heading.
    #[error("a heading stands twice")]
    HeadingTwice,
}

impl NotATable {
    /// The code on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoRows => "no-rows",
            Self::TooManyRows => "too-many-rows",
            Self::HeadingsMissing => "headings-missing",
            Self::HeadingTwice => "heading-twice",
        }
    }
}

/// Looks at every row; the first line holds the headings. Empty lines are passed over.
pub fn check(lines: &[Line], known: &Known<'_>, now: Timestamp) -> Result<Checked, NotATable> {
    let mut lines = lines.iter().filter(|line| line.cells.iter().any(|cell| !cell.trim().is_empty()));
    let columns = columns(lines.next().ok_or(NotATable::NoRows)?)?;
    let rows: Vec<&Line> = lines.collect();
    if rows.is_empty() {
        return Err(NotATable::NoRows);
    }
    if rows.len() > MOST_ROWS {
        return Err(NotATable::TooManyRows);
    }
    let index = Index::of(known.companies);
    let mut seen = HashSet::new();
    let mut checked = Checked { good: Vec::new(), faulty: 0, faults: Vec::new() };
    for line in rows {
        let mut reader = Reader { line, columns: &columns, faults: Vec::new() };
        let row = reader.row(&index, known, now);
        match row.filter(|_| reader.faults.is_empty()) {
            Some(row) if seen.insert(row.about.once(&row.organisation)) => checked.good.push(row),
            Some(_) => {
                reader.fault(None, "twice");
                checked.put(line, reader.faults);
            }
            None => checked.put(line, reader.faults),
        }
    }
    Ok(checked)
}

impl Checked {
    fn put(&mut self, line: &Line, faults: Vec<RowFault>) {
        self.faulty += 1;
        if self.faults.len() < MOST_FAULTY_SHOWN {
            self.faults.push(FaultyRow { row: line.number, faults });
        }
    }
}

fn columns(headings: &Line) -> Result<BTreeMap<Column, usize>, NotATable> {
    let mut columns = BTreeMap::new();
    for (place, heading) in headings.cells.iter().enumerate() {
        if let Some(column) = Column::of_heading(heading)
            && columns.insert(column, place).is_some()
        {
            return Err(NotATable::HeadingTwice);
        }
    }
    let named = |column| columns.contains_key(&column);
    if named(Column::Level) && (named(Column::Means) || named(Column::User)) {
        Ok(columns)
    } else {
        Err(NotATable::HeadingsMissing)
    }
}

/// The means by everything a row may name them by.
struct Index<'a> {
    companies: &'a [Company],
    by_number: HashMap<String, &'a Means>,
    by_email: HashMap<String, Vec<&'a Means>>,
    company_of: HashMap<&'a str, &'a Organisation>,
}

impl<'a> Index<'a> {
    fn of(companies: &'a [Company]) -> Self {
        let mut index =
            Self { companies, by_number: HashMap::new(), by_email: HashMap::new(), company_of: HashMap::new() };
        for company in companies {
            index.company_of.insert(company.organisation.kvk_number.as_str(), &company.organisation);
            for means in company.means.iter().filter(|means| means.status != MeansStatus::Ended) {
                index.by_number.insert(means.number.to_uppercase(), means);
                index.by_email.entry(means.registration.email.normalised()).or_default().push(means);
            }
        }
        index
    }
}

/// What a row names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named<'a> {
    /// A means that is there.
    Means(&'a Means),
    /// Somebody who has none yet, and who is described.
    Somebody,
    /// Nothing that could be gone by; why stands among the faults.
    Nothing,
}

/// Reads one row and gathers what is wrong with it.
pub(super) struct Reader<'a> {
    line: &'a Line,
    columns: &'a BTreeMap<Column, usize>,
    faults: Vec<RowFault>,
}

impl<'a> Reader<'a> {
    pub(super) fn fault(&mut self, column: Option<Column>, code: &str) {
        self.faults.push(RowFault { column, code: code.to_owned() });
    }

    /// What stands in a column, whatever it is; nothing when the table has no such column.
    pub(super) fn raw(&self, column: Column) -> &'a str {
        let place = self.columns.get(&column);
        place.and_then(|place| self.line.cells.get(*place)).map(|text| text.trim()).unwrap_or_default()
    }

    /// What stands in a column; nothing when it is empty, or not to be read.
    pub(super) fn cell(&mut self, column: Column) -> Option<&'a str> {
        let text = self.raw(column);
        if text.is_empty() {
            return None;
        }
        // A number may begin with the sign of its country; what computes has other signs behind it.
        let sign_of_country = column == Column::Mobile && !text.chars().any(char::is_alphabetic);
        let code = if text.starts_with(['=', '@', '\t']) || (text.starts_with('+') && !sign_of_country) {
            "formula"
        } else if text.len() > LONGEST_CELL {
            "too-long"
        } else if text.chars().any(char::is_control) {
            "not-text"
        } else {
            return Some(text);
        };
        self.fault(Some(column), code);
        None
    }

    fn row(&mut self, index: &Index<'_>, known: &Known<'_>, now: Timestamp) -> Option<Row> {
        let company = self.company(index);
        let found = self.means(index, company);
        let newcomer = if found == Named::Somebody { self.somebody(index, company) } else { None };
        let target = self.level();
        let authorisations = self.authorisations(known);
        let row = self.line.number;
        let row = |organisation: &OrganisationId, about, target| {
            let organisation = organisation.clone();
            Row { row, organisation, about, target, authorisations, outcome: None }
        };
        let (refused, row) = match (found, newcomer, target?) {
            (Named::Means(means), _, target) => {
                let about = About::Means { means: means.id.clone(), means_number: means.number.clone() };
                (may_start(means, target, now).err(), row(&means.organisation, about, target))
            }
            (_, Some((organisation, newcomer)), target) => {
                let refused = may_apply(newcomer.birth_date, target, days::amsterdam(now)).err();
                (refused, row(&organisation, About::Newcomer { newcomer: Box::new(newcomer) }, target))
            }
            (Named::Somebody | Named::Nothing, None, _) => return None,
        };
        if let Some(refusal) = refused {
            let code = code_of(&refusal);
            let column = match code.as_str() {
                "not-higher" | "not-offered" => Some(Column::Level),
                "in-the-future" => Some(Column::BirthDate),
                _ => None,
            };
            self.fault(column, &code);
            return None;
        }
        Some(row)
    }

    /// Somebody who has no means yet, and the company his is to be of: the one that is named, or the only one there is.
    fn somebody(
        &mut self,
        index: &Index<'_>,
        company: Option<&Organisation>,
    ) -> Option<(OrganisationId, Registration)> {
        let only = match index.companies {
            [one] => Some(&one.organisation),
            [] | [_, _, ..] => None,
        };
        let Some(company) = company.or(only) else {
            if self.raw(Column::Company).is_empty() {
                self.fault(Some(Column::Company), "missing");
            }
            return None;
        };
        let newcomer = self.newcomer(self.raw(Column::User), company)?;
        Some((company.id.clone(), newcomer))
    }

    fn company<'i>(&mut self, index: &Index<'i>) -> Option<&'i Organisation> {
        let text = self.cell(Column::Company)?;
        // A spreadsheet likes to drop the noughts a number begins with.
        let number = format!("{text:0>8}");
        let found = index.company_of.get(number.as_str()).copied();
        if found.is_none() {
            self.fault(Some(Column::Company), "unknown-company");
        }
        found
    }

    fn means<'i>(&mut self, index: &Index<'i>, company: Option<&Organisation>) -> Named<'i> {
        let ours = |means: &Means| company.is_none_or(|company| company.id == means.organisation);
        let (number, email) = (self.cell(Column::Means), self.cell(Column::User));
        let found = match (number, email) {
            (Some(number), _) => {
                let found = index.by_number.get(&number.to_uppercase()).copied().filter(|means| ours(means));
                if found.is_none() {
                    self.fault(Some(Column::Means), "unknown-means");
                }
                found.map_or(Named::Nothing, Named::Means)
            }
            (None, Some(email)) => self.by_email(index, email, ours),
            (None, None) => {
                if self.faults.is_empty() {
                    self.fault(None, "no-means-named");
                }
                Named::Nothing
            }
        };
        if let (Named::Means(means), Some(_), Some(email)) = (found, number, email)
            && means.registration.email.normalised() != email.to_lowercase()
        {
            self.fault(Some(Column::User), "not-the-holder");
        }
        found
    }

    fn by_email<'i>(&mut self, index: &Index<'i>, email: &str, ours: impl Fn(&Means) -> bool) -> Named<'i> {
        let found = index.by_email.get(&email.to_lowercase()).map(Vec::as_slice).unwrap_or_default();
        let mut found = found.iter().copied().filter(|means| ours(means) && means.limited_to.is_none());
        match (found.next(), found.next()) {
            (Some(means), None) => Named::Means(means),
            (None, _) if self.describes_somebody() => Named::Somebody,
            (None, _) => {
                self.fault(Some(Column::User), "unknown-user");
                Named::Nothing
            }
            (Some(_), Some(_)) => {
                self.fault(Some(Column::User), "several-means");
                Named::Nothing
            }
        }
    }

    fn level(&mut self) -> Option<AssuranceLevel> {
        let before = self.faults.len();
        let Some(text) = self.cell(Column::Level) else {
            if self.faults.len() == before {
                self.fault(Some(Column::Level), "missing");
            }
            return None;
        };
        let plain: String = text.to_uppercase().chars().filter(|c| !c.is_whitespace()).collect();
        let found = AssuranceLevel::ALL.into_iter().find(|level| level.name() == plain);
        if found.is_none() {
            self.fault(Some(Column::Level), "not-a-level");
        }
        found
    }

    fn authorisations(&mut self, known: &Known<'_>) -> Option<Authorisations> {
        let chosen = self.chosen(known);
        let term_years = self.cell(Column::Term).and_then(|text| {
            // 3 and 3.0 are the same number to a spreadsheet.
            let years = text.trim_end_matches(".0").parse::<u8>().ok().filter(|years| TERMS.contains(years));
            if years.is_none() {
                self.fault(Some(Column::Term), "not-a-term");
            }
            years
        });
        let discount_code = self.cell(Column::DiscountCode).map(str::to_owned);
        if chosen.is_empty() && term_years.is_none() && discount_code.is_none() {
            return None;
        }
        Some(Authorisations { chosen, term_years, discount_code })
    }

    fn chosen(&mut self, known: &Known<'_>) -> Vec<Chosen> {
        let Some(text) = self.cell(Column::Services) else { return Vec::new() };
        if ["all", "alle", "alles"].contains(&text.to_lowercase().as_str()) {
            return vec![Chosen::All {}];
        }
        let mut chosen = Vec::new();
        for name in text.split([';', '|']).map(str::trim).filter(|name| !name.is_empty()) {
            let Some(service_id) = (known.service)(name) else {
                self.fault(Some(Column::Services), "unknown-service");
                return Vec::new();
            };
            let one = Chosen::Service { service_id };
            if !chosen.contains(&one) {
                chosen.push(one);
            }
        }
        chosen
    }
}
