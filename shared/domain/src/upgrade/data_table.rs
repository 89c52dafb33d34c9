//! The table of data and checks per level (domain.md 1.2 and 1.3) as it is shown: the same rule table the wizard asks by.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::level::AssuranceLevel;
use crate::upgrade::checklist::{Check, WaitingFor};
use crate::upgrade::rules::{Condition, Need, Rules, Section};

/// The whole table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DataTable {
    /// The version of the rules.
    pub version: String,
    /// Since when it is in force.
    pub valid_from: Date,
    /// The levels that can be had here.
    pub offered: Vec<AssuranceLevel>,
    /// What is filled in.
    pub rows: Vec<DataRow>,
    /// What is checked.
    pub checks: Vec<CheckRow>,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DataRow {
    /// Its section.
    pub section: Section,
    /// Its name in that section.
    pub field: String,
    /// How much it is needed at each level; a level at which it is not asked is left out.
    pub need: BTreeMap<AssuranceLevel, Need>,
    /// When it is asked, where that is conditional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Whether it is our own inference rather than stated by an issuer.
    pub inferred: bool,
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CheckRow {
    /// Which.
    pub check: Check,
    /// At which levels it is needed.
    pub levels: Vec<AssuranceLevel>,
    /// When, where that is conditional.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Who has to act first.
    pub by: WaitingFor,
}

impl Rules {
    /// The table, as it is shown.
    pub fn data_table(&self) -> DataTable {
        let conditional = |when: Condition| Some(when).filter(|when| *when != Condition::Always);
        let rows = self.rows().iter().map(|row| DataRow {
            section: row.section,
            field: row.field.clone(),
            need: AssuranceLevel::ALL.into_iter().filter_map(|level| Some((level, row.need(level)?))).collect(),
            when: conditional(row.when),
            inferred: row.inferred,
        });
        let checks = Check::ALL.into_iter().filter_map(|check| {
            let (levels, when) = self.check_row(check)?;
            let row = CheckRow { check, levels: levels.to_vec(), when: conditional(when), by: self.by(check) };
            (!row.levels.is_empty()).then_some(row)
        });
        DataTable {
            version: self.version.clone(),
            valid_from: self.valid_from,
            offered: self.offered.clone(),
            rows: rows.collect(),
            checks: checks.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_shows_what_the_wizard_asks_by() {
        let rules = Rules::named("2026-11").unwrap();
        let table = rules.data_table();
        for level in AssuranceLevel::ALL {
            let shown: Vec<_> =
                table.rows.iter().filter_map(|row| Some((row.field.as_str(), *row.need.get(&level)?))).collect();
            let asked: Vec<_> = rules.fields(level).map(|(row, need)| (row.field.as_str(), need)).collect();
            assert_eq!(shown, asked);
        }
        assert!(table.checks.iter().all(|row| row.check != Check::Payment), "what no level asks is not shown");
        let copy = table.rows.iter().find(|row| row.field == "identityDocumentCopy").unwrap();
        assert_eq!(copy.when, Some(Condition::UserNotEmployed));
    }
}
