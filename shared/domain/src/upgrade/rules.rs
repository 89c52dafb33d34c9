//! The rule tables: which checks a case needs, which data each level asks (domain.md 1.2 and 1.3), and the figures beside them.
//!
//! A table is dated and versioned data, read from `rules/<version>.json`. A case keeps the version it started with.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::days::Office;
use crate::edition::{self, Complaint, Dated, TableName};
use crate::level::AssuranceLevel;
use crate::upgrade::checklist::{Check, WaitingFor};
use crate::upgrade::identification::WhoIsIdentified;

/// Every version there is, oldest first. The files are compiled in; a test holds that each can be read.
static VERSIONS: LazyLock<Vec<Rules>> = LazyLock::new(|| {
    [include_str!("rules/2026-11.json")].iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
});

/// One version of the rules.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rules {
    /// Its name.
    pub version: String,
    /// The first day on which a case starts under it.
    pub valid_from: Date,
    /// The levels one can upgrade to here.
    pub offered: Vec<AssuranceLevel>,
    /// How many days before submission an extract may have been made.
    pub extract_max_age_days: i64,
    /// How many days after submission an identity document must still be valid.
    pub identity_document_valid_days: i64,
    /// When the office works, and until when something counts as having come in that day.
    pub office: Office,
    /// Within how many working days the desk decides, by level (domain.md 1.4).
    decision_days: BTreeMap<AssuranceLevel, u16>,
    /// How many working days the desk takes for a check, where it is more than none.
    check_days: BTreeMap<Check, u16>,
    /// How many working days those who sign and identify usually take.
    others_days: BTreeMap<Check, u16>,
    /// How many working days a promise moves at least, when it must.
    pub promise_moves_days: u16,
    /// How many different people must approve, by level; one where nothing stands.
    approvers: BTreeMap<AssuranceLevel, u8>,
    /// For how many minutes somebody of the desk has a case in hand.
    pub take_minutes: i64,
    /// How many messages each side may write in a day.
    pub messages_per_day: usize,
    /// After how many days of silence the customer is reminded.
    pub remind_after_days: Vec<i64>,
    /// How many hours before an activation code lapses its holder is reminded.
    pub code_reminder_hours: i64,
    /// After how many days of silence a case is called off (domain.md 1.4: three months).
    pub drop_after_days: i64,
    /// How many days before that it is told.
    pub drop_notice_days: i64,
    /// For how many hours an activation code is good.
    pub code_hours: i64,
    /// How often an activation code may be tried.
    pub code_tries: u8,
    /// How many activation codes of one upgrade are mailed within 24 hours.
    pub codes_per_day: usize,
    /// What holds for signing.
    pub signing: SigningRules,
    /// Who is identified at which level, and the clocks of it.
    pub identification: IdentificationRules,
    /// What stands on every contract.
    pub paper: PaperRules,
    checks: Vec<CheckRule>,
    fields: Vec<FieldRule>,
}

/// What stands on every contract.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PaperRules {
    /// The version of the general terms that is accepted by signing.
    pub terms: String,
    /// Where signed papers go by post, line by line.
    pub post_to: Vec<String>,
}

/// How people are identified.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IdentificationRules {
    /// For how many days an invitation is good (domain.md 1.4).
    pub days: i64,
    /// After how many days somebody who has not booked is reminded, each time once.
    pub remind_after_days: Vec<i64>,
    /// How often one person is invited in one case.
    pub most_invitations: usize,
    /// Who is, at each level (domain.md 1.2, seed 002 step 4).
    whom: BTreeMap<AssuranceLevel, Vec<WhoIsIdentified>>,
}

/// What holds for signing, in the room and on paper.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SigningRules {
    /// The levels at which the signing room is accepted; at every level a signature in pen is.
    pub online: Vec<AssuranceLevel>,
    /// For how many days a signer's link works.
    pub link_days: i64,
    /// For how many minutes a mailed code is good.
    pub code_minutes: i64,
    /// How often a mailed code may be tried.
    pub code_tries: u8,
    /// After how many working days Balie reminds a signer by itself.
    pub remind_after_working_days: Vec<u16>,
    /// How often a signer is reminded at most, by Balie and by the customer together.
    pub reminders: usize,
    /// How often the address of one signer may be corrected.
    pub replacements: usize,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct CheckRule {
    check: Check,
    levels: Vec<AssuranceLevel>,
    #[serde(default)]
    when: Condition,
    by: WaitingFor,
    rests_on: Vec<Section>,
}

/// One row of the table of data: a field, and how much it is needed at each level.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FieldRule {
    /// The section it belongs to.
    pub section: Section,
    /// Its name on the wire.
    pub field: String,
    need: BTreeMap<AssuranceLevel, Cell>,
    /// Under which condition, where it is conditional.
    #[serde(default)]
    pub when: Condition,
    /// Whether the row is our own inference rather than stated by an issuer (domain.md 1.3, the cells marked i).
    #[serde(default)]
    pub inferred: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
enum Cell {
    R,
    O,
    C,
    #[serde(rename = "-")]
    NotAsked,
}

/// A part of the data of an upgrade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    /// About the person the means belongs to.
    User,
    /// About the organisation.
    Organisation,
    /// About those who may bind the organisation.
    Representatives,
    /// What is handed in beside the data.
    Documents,
    /// What the means is to be used for, and for how long.
    Authorisations,
}

/// When a conditional check or field is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// Whatever the circumstances.
    #[default]
    Always,
    /// The user does not work for the organisation.
    UserNotEmployed,
    /// The organisation is a sole trader, or the means is to be used across the border.
    SoleTraderOrCrossBorder,
    /// The register does not settle who may bind the organisation.
    PowersNotInRegister,
    /// Somebody signs who does not stand in the register, or fewer than it asks.
    SignerNotInRegister,
    /// The user cannot bind the organisation alone.
    SomebodyElseMustSign,
    /// There is a registration that the data must match.
    RaisesARegistration,
}

/// What is known of a case when the rules are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Circumstances {
    /// The level the means is raised to.
    pub level: AssuranceLevel,
    /// Whether the user works for the organisation; unknown until he says so.
    pub user_employed: Option<bool>,
    /// Whether the user can bind the organisation alone, so that nobody else need sign; unknown until representatives are named.
    pub user_signs_alone: Option<bool>,
    /// Whether the user is a representative himself; unknown until representatives are named.
    pub user_represents: Option<bool>,
    /// Whether the register itself settled who may bind the organisation, so that no extract is needed.
    pub powers_in_register: bool,
    /// Whether the organisation is a sole trader, or the means is to be used across the border.
    pub sole_trader_or_cross_border: bool,
    /// Whether somebody signs who does not stand in the register, or fewer than the register asks.
    pub signer_not_in_register: bool,
    /// Whether an authorisation manager set out to raise somebody else's means: his standing is in the register of managers, so that
    /// nobody signs a form for it (domain.md 2.1, 5).
    pub started_by_manager: bool,
    /// Whether it starts from no level: then nothing is registered yet that the data could differ from.
    pub first_application: bool,
}

impl Condition {
    fn holds(self, case: &Circumstances) -> bool {
        match self {
            Self::Always => true,
            Self::UserNotEmployed => case.user_employed == Some(false),
            Self::SoleTraderOrCrossBorder => case.sole_trader_or_cross_border,
            Self::PowersNotInRegister => !case.powers_in_register,
            Self::SignerNotInRegister => case.signer_not_in_register,
            // As long as nobody is named, assume that a signature will be asked rather than promise that none is.
            Self::SomebodyElseMustSign => case.user_signs_alone != Some(true) && !case.started_by_manager,
            Self::RaisesARegistration => !case.first_application,
        }
    }
}

/// How much a field is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// Always.
    Required,
    /// Not.
    Optional,
    /// In some circumstances; in others it is not asked.
    Conditional,
}

impl Rules {
    /// The rules a case starts under on a date; the oldest when the date lies before all of them.
    pub fn on(day: Date) -> Option<&'static Self> {
        edition::on(day)
    }

    /// The rules of a version, for a case that started under it.
    pub fn named(version: &str) -> Option<&'static Self> {
        edition::named(version)
    }

    /// Whether a case needs a check.
    pub fn needs(&self, check: Check, case: &Circumstances) -> bool {
        self.check(check).is_some_and(|rule| rule.levels.contains(&case.level) && rule.when.holds(case))
            && (check != Check::Identification || self.identifies_somebody(case))
    }

    /// Who is identified at a level.
    pub fn identified(&self, level: AssuranceLevel) -> &[WhoIsIdentified] {
        self.identification.whom.get(&level).map_or(&[], Vec::as_slice)
    }

    fn identifies_somebody(&self, case: &Circumstances) -> bool {
        self.identified(case.level).iter().any(|whom| match whom {
            WhoIsIdentified::User | WhoIsIdentified::Signers => true,
            // As long as nobody is named, assume that it will be asked rather than promise that it is not.
            WhoIsIdentified::UserWhoRepresents => case.user_represents != Some(false),
        })
    }

    /// How many different people must approve a case of this level.
    pub fn approvers(&self, level: AssuranceLevel) -> u8 {
        self.approvers.get(&level).copied().unwrap_or(1)
    }

    /// Within how many working days the desk decides on a case of this level.
    pub fn decision_days(&self, level: AssuranceLevel) -> u16 {
        self.decision_days.get(&level).copied().unwrap_or_default()
    }

    /// How many working days whoever is neither customer nor desk usually takes for a check.
    pub fn others_days(&self, check: Check) -> u16 {
        self.others_days.get(&check).copied().unwrap_or_default()
    }

    /// How many working days the desk takes for a check.
    pub fn check_days(&self, check: Check) -> u16 {
        self.check_days.get(&check).copied().unwrap_or_default()
    }

    /// Who has to act on a check first.
    pub fn by(&self, check: Check) -> WaitingFor {
        self.check(check).map_or(WaitingFor::Staff, |rule| rule.by)
    }

    /// Whether a check rests on a section, so that it must be made again when the section changes.
    pub fn rests_on(&self, check: Check, section: Section) -> bool {
        self.check(check).is_some_and(|rule| rule.rests_on.contains(&section))
    }

    /// The rows of the table of data that a level asks, in the order of the table, with how much each is needed.
    pub fn fields(&self, level: AssuranceLevel) -> impl Iterator<Item = (&FieldRule, Need)> {
        self.fields.iter().filter_map(move |rule| rule.need(level).map(|need| (rule, need)))
    }

    /// Whether a case cannot go on without a field.
    pub fn needs_field(&self, section: Section, field: &str, case: &Circumstances) -> bool {
        self.fields.iter().any(|rule| rule.section == section && rule.field == field && rule.is_needed(case))
    }

    /// Every row of the table of data.
    pub fn rows(&self) -> &[FieldRule] {
        &self.fields
    }

    /// The levels at which a check is needed, and the condition.
    pub fn check_row(&self, check: Check) -> Option<(&[AssuranceLevel], Condition)> {
        self.check(check).map(|rule| (rule.levels.as_slice(), rule.when))
    }

    fn check(&self, check: Check) -> Option<&CheckRule> {
        self.checks.iter().find(|rule| rule.check == check)
    }
}

impl Dated for Rules {
    const TABLE: TableName = TableName::Rules;

    fn version(&self) -> &str {
        &self.version
    }

    fn valid_from(&self) -> Date {
        self.valid_from
    }

    fn compiled() -> &'static [Self] {
        &VERSIONS
    }

    fn complaints(&self) -> Vec<Complaint> {
        let mut complaints = Vec::new();
        for check in Check::ALL {
            if self.checks.iter().filter(|rule| rule.check == check).count() != 1 {
                complaints.push(Complaint::at(format!("/checks/{}", check.name()), "not-once"));
            }
        }
        for (place, rule) in self.fields.iter().enumerate() {
            if rule.need.len() != AssuranceLevel::ALL.len() {
                complaints.push(Complaint::at(format!("/fields/{place}/need"), "missing"));
            }
            // A conditional cell says under which condition, and only then is there one.
            if rule.need.values().any(|cell| *cell == Cell::C) != (rule.when != Condition::Always) {
                complaints.push(Complaint::at(format!("/fields/{place}/when"), "invalid"));
            }
        }
        if self.offered.is_empty() || self.offered.iter().any(|level| !level.is_sold()) {
            complaints.push(Complaint::at("/offered", "invalid"));
        }
        complaints
    }
}

impl FieldRule {
    /// How much the field is needed at a level; `None` when it is not asked.
    pub fn need(&self, level: AssuranceLevel) -> Option<Need> {
        match self.need.get(&level)? {
            Cell::R => Some(Need::Required),
            Cell::O => Some(Need::Optional),
            Cell::C => Some(Need::Conditional),
            Cell::NotAsked => None,
        }
    }

    /// Whether a case cannot go on without the field.
    pub fn is_needed(&self, case: &Circumstances) -> bool {
        match self.need(case.level) {
            Some(Need::Required) => true,
            Some(Need::Conditional) => self.when.holds(case),
            Some(Need::Optional) | None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn case(level: AssuranceLevel) -> Circumstances {
        Circumstances {
            level,
            user_employed: Some(true),
            user_signs_alone: Some(true),
            user_represents: Some(true),
            powers_in_register: false,
            sole_trader_or_cross_border: false,
            signer_not_in_register: false,
            started_by_manager: false,
            first_application: false,
        }
    }

    #[test]
    fn every_version_can_be_read_is_dated_and_says_something_of_every_check_and_level() {
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/upgrade/rules")).unwrap().count();
        assert_eq!(VERSIONS.len(), files, "a file of rules cannot be read");
        assert!(VERSIONS.is_sorted_by(|earlier, later| earlier.valid_from < later.valid_from));
        for rules in VERSIONS.iter() {
            assert_eq!(rules.complaints(), [], "{}", rules.version);
        }
        assert_eq!(Rules::on(date(2020, 1, 1)).unwrap().version, "2026-11");
        assert_eq!(Rules::named("2026-11").unwrap().valid_from, date(2026, 11, 1));
        assert!(Rules::named("1999-01").is_none());
    }

    #[test]
    fn a_sole_director_who_raises_his_own_means_to_eh3_signs_nothing_and_is_identified() {
        let rules = Rules::on(date(2026, 11, 22)).unwrap();
        let needed: Vec<_> =
            Check::ALL.into_iter().filter(|check| rules.needs(*check, &case(AssuranceLevel::Eh3))).collect();
        assert_eq!(
            needed,
            [
                Check::DataMatchesRegistration,
                Check::UserIdentity,
                Check::PowerToRepresent,
                Check::ExtractInDate,
                Check::Identification
            ]
        );
        let employee =
            Circumstances { user_signs_alone: Some(false), user_represents: Some(false), ..case(AssuranceLevel::Eh3) };
        assert!(rules.needs(Check::FormSigned, &employee));
        assert!(!rules.needs(Check::Identification, &employee), "somebody else vouches for him by signing (seed 002)");
        let unknown = Circumstances { user_represents: None, ..employee };
        assert!(rules.needs(Check::Identification, &unknown));
        let high = Circumstances { level: AssuranceLevel::Eh4, ..employee };
        assert!(rules.needs(Check::Identification, &high));
        assert!(!rules.needs(Check::Identification, &case(AssuranceLevel::Eh2Plus)));
        let settled = Circumstances { powers_in_register: true, ..case(AssuranceLevel::Eh3) };
        assert!(!rules.needs(Check::ExtractInDate, &settled));
        let by_manager = Circumstances { started_by_manager: true, ..employee };
        assert!(!rules.needs(Check::FormSigned, &by_manager), "a manager's start needs no form");
        assert!(rules.needs(Check::PowerToRepresent, &by_manager), "his standing is looked at all the same");
        let first = Circumstances { first_application: true, ..case(AssuranceLevel::Eh3) };
        assert!(!rules.needs(Check::DataMatchesRegistration, &first) && rules.needs(Check::UserIdentity, &first));
    }

    #[test]
    fn the_table_of_data_is_the_one_of_the_field_notes() {
        let rules = Rules::on(date(2026, 11, 22)).unwrap();
        let need = |field: &str, level| rules.fields.iter().find(|rule| rule.field == field).unwrap().need(level);
        assert_eq!(need("birthPlace", AssuranceLevel::Eh2), Some(Need::Optional));
        assert_eq!(need("birthPlace", AssuranceLevel::Eh3), Some(Need::Required));
        assert_eq!(need("identityDocument", AssuranceLevel::Eh2Plus), Some(Need::Conditional));
        assert_eq!(need("certificateSerial", AssuranceLevel::Eh3), None);
        assert_eq!(need("certificateSerial", AssuranceLevel::Eh4), Some(Need::Required));
        let guest = Circumstances { user_employed: Some(false), ..case(AssuranceLevel::Eh2Plus) };
        let identity = rules.fields.iter().find(|rule| rule.field == "identityDocument").unwrap();
        assert!(identity.is_needed(&guest) && !identity.is_needed(&case(AssuranceLevel::Eh2Plus)));
    }
}
