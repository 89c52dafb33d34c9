//! Means (eHerkenningsmiddelen): what a person logs in with on behalf of an organisation, domain.md 1.

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::email::Email;
use crate::establishment_number::EstablishmentNumber;
use crate::ids::{AccountId, MeansId, OrganisationId, UpgradeId};
use crate::kvk_number::KvkNumber;
use crate::level::AssuranceLevel;
use crate::name::Name;
use crate::phone::Mobile;
use crate::upgrade::stage::StageName;

/// A means: of one person, for one organisation. It is never shared, never handed on, never moved to another KvK number (domain.md 1.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Means {
    /// Balie's own name for it.
    pub id: MeansId,
    /// The organisation it acts for.
    pub organisation: OrganisationId,
    /// The number it is known by on paper.
    pub number: String,
    /// The level it works at: it serves this level and every lower one. None as long as it was only applied for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<AssuranceLevel>,
    /// Whether it works.
    pub status: MeansStatus,
    /// The person it belongs to.
    pub holder: AccountId,
    /// What was registered about that person and the organisation when it was issued. An upgrade must match it (domain.md 1.3).
    pub registration: Registration,
    /// What it may be used for. Rights outlive an upgrade: they carry over in the transaction that activates (domain.md 5).
    pub rights: Vec<Right>,
    /// The last day of its contract. An upgrade without a bought term does not move it.
    pub valid_until: Date,
    /// Set when it may be used for one purpose only, whatever its level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limited_to: Option<Purpose>,
    /// The upgrade that is under way, if any; there is never more than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_upgrade: Option<OpenUpgrade>,
    /// When it was issued.
    pub since: Timestamp,
}

/// Whether a means works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MeansStatus {
    /// It was applied for and never worked yet.
    Requested,
    /// It works.
    Active,
    /// It was put to sleep and can be woken.
    Suspended,
    /// It is over.
    Ended,
}

/// The one purpose a limited means serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// The tax portal and the compensation of its costs. Making it a full EH3 is another product, not an upgrade (domain.md 1.1).
    Belastingdienst,
}

/// What is registered about the holder and his organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Registration {
    /// Initials.
    pub initials: Name,
    /// All first names, as on the identity document.
    pub first_names: Name,
    /// What stands between first name and surname, "van der".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub infix: Option<Name>,
    /// Surname without infix.
    pub surname: Name,
    /// Date of birth.
    pub birth_date: Date,
    /// The person's own address; also the user name of the means.
    pub email: Email,
    /// The person's own mobile; a means of EH2 may be without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<Mobile>,
    /// The organisation.
    pub kvk_number: KvkNumber,
    /// The branch it is bound to, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub establishment_number: Option<EstablishmentNumber>,
}

impl Registration {
    /// The holder's name as one would write it on an envelope.
    pub fn full_name(&self) -> String {
        let infix = self.infix.as_ref().map(|infix| format!("{infix} ")).unwrap_or_default();
        format!("{} {infix}{}", self.first_names, self.surname)
    }
}

/// The right to use one service of one provider with a means (machtiging).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Right {
    /// The provider, by name.
    pub provider: String,
    /// The service, by name.
    pub service: String,
    /// The service's official id.
    pub service_id: String,
    /// The last day of the right; never more than five years on (domain.md 1.4).
    pub until: Date,
}

/// The upgrade of a means that is under way, as far as a list of means shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OpenUpgrade {
    /// Which.
    pub upgrade_id: UpgradeId,
    /// Where it stands.
    pub stage: StageName,
    /// Where it leads.
    pub target_level: AssuranceLevel,
}

impl Means {
    /// Whether an upgrade of it can be carried to its end on a date: it works, or it was applied for and is to work for the first time.
    pub fn may_be_raised_on(&self, day: Date) -> bool {
        self.works_on(day) || (self.status == MeansStatus::Requested && day <= self.valid_until)
    }

    /// Whether it works on a date.
    pub fn works_on(&self, day: Date) -> bool {
        self.status == MeansStatus::Active && day <= self.valid_until
    }

    /// The levels it may be raised to on a date, out of those offered, lowest first. None when it does not work, when it is limited to one
    /// purpose, or when an upgrade is under way.
    pub fn target_levels(&self, offered: &[AssuranceLevel], day: Date) -> Vec<AssuranceLevel> {
        if !self.may_be_raised_on(day) || self.limited_to.is_some() || self.open_upgrade.is_some() {
            return Vec::new();
        }
        AssuranceLevel::ALL.into_iter().filter(|level| Some(*level) > self.level && offered.contains(level)).collect()
    }

    /// The means at a higher level: its rights, its number and its end date stay.
    pub fn raised_to(self, level: AssuranceLevel) -> Self {
        Self { level: Some(level), status: MeansStatus::Active, open_upgrade: None, ..self }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use jiff::civil::date;

    use super::*;

    /// Petra Jansen's means at EH2+, for tests.
    pub(crate) fn petras() -> Means {
        Means {
            id: "mns_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
            organisation: "org_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
            number: "BAL-1001".into(),
            level: Some(AssuranceLevel::Eh2Plus),
            status: MeansStatus::Active,
            holder: "acc_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
            registration: Registration {
                initials: "P.M.".parse().unwrap(),
                first_names: "Petra Maria".parse().unwrap(),
                infix: None,
                surname: "Jansen".parse().unwrap(),
                birth_date: date(1975, 2, 1),
                email: "p.jansen@voorbeeld.nl".parse().unwrap(),
                mobile: Some("+31612345678".parse().unwrap()),
                kvk_number: "69599084".parse().unwrap(),
                establishment_number: None,
            },
            rights: vec![Right {
                provider: "RVO".into(),
                service: "Mijn RVO".into(),
                service_id: "urn:etoegang:DV:00000001003214345000:services:0001".into(),
                until: date(2029, 1, 1),
            }],
            valid_until: date(2029, 1, 1),
            limited_to: None,
            open_upgrade: None,
            since: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_means_is_raised_to_what_is_offered_above_it_and_only_while_it_works() {
        use AssuranceLevel::{Eh2Plus, Eh3, Eh4};
        let (offered, today) = ([Eh2Plus, Eh3], date(2026, 11, 22));
        assert_eq!(petras().target_levels(&offered, today), [Eh3]);
        assert_eq!(petras().target_levels(&[Eh2Plus, Eh3, Eh4], today), [Eh3, Eh4]);
        let limited = Means { limited_to: Some(Purpose::Belastingdienst), ..petras() };
        let suspended = Means { status: MeansStatus::Suspended, ..petras() };
        for means in [limited, suspended] {
            assert!(means.target_levels(&offered, today).is_empty());
        }
        assert!(petras().target_levels(&offered, date(2029, 1, 2)).is_empty());
    }

    #[test]
    fn raising_leaves_everything_but_the_level() {
        let raised = petras().raised_to(AssuranceLevel::Eh3);
        assert_eq!(raised, Means { level: Some(AssuranceLevel::Eh3), ..petras() });
    }
}
