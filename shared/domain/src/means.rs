//! Means (eHerkenningsmiddelen): what a person logs in with on behalf of an organisation, domain.md 1.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::days;
use crate::email::Email;
use crate::establishment_number::EstablishmentNumber;
use crate::ids::{AccountId, MeansId, OrganisationId, UpgradeId};
use crate::kvk_number::KvkNumber;
use crate::level::AssuranceLevel;
use crate::name::Name;
use crate::phone::Mobile;
use crate::price::Quote;
use crate::upgrade::data::Data;
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
    /// The last day it is known to have been used; the day it was issued or raised counts. Unused for long, it lapses (domain.md 1.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_on: Option<Date>,
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
    /// The last day of the identity document that was seen, when one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_document_until: Option<Date>,
}

/// What is registered of the holder himself, and can come to be wrong: a name after a marriage, another mobile. An upgrade must match it
/// (domain.md 1.3), so the desk puts it right first.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegisteredPerson {
    /// Initials.
    pub initials: Name,
    /// All first names, as on the identity document.
    pub first_names: Name,
    /// What stands between first name and surname.
    pub infix: Option<Name>,
    /// Surname without infix.
    pub surname: Name,
    /// Date of birth.
    pub birth_date: Date,
    /// The person's own mobile, if one is registered.
    pub mobile: Option<Mobile>,
}

impl Registration {
    /// The names of the fields about the holder that are another than `before`, as they are on the wire.
    pub fn changed_since(&self, before: &Self) -> Vec<&'static str> {
        let fields = [
            ("initials", self.initials == before.initials),
            ("firstNames", self.first_names == before.first_names),
            ("infix", self.infix == before.infix),
            ("surname", self.surname == before.surname),
            ("birthDate", self.birth_date == before.birth_date),
            ("mobile", self.mobile == before.mobile),
        ];
        fields.into_iter().filter(|(_, same)| !same).map(|(field, _)| field).collect()
    }

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
    /// What it opens.
    #[serde(flatten)]
    pub to: RightTo,
    /// The last day of the right; never more than five years on (domain.md 1.4).
    pub until: Date,
}

/// What a right opens (domain.md 2.1). None of them reaches above the level of the means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "scope", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum RightTo {
    /// One service.
    Service {
        /// The provider, by name.
        provider: String,
        /// The service, by name.
        service: String,
        /// The service's id in the catalogue.
        service_id: String,
    },
    /// Every service of a provider, also those that join later.
    Provider {
        /// The provider, by name.
        provider: String,
        /// The provider's id in the catalogue.
        provider_id: String,
    },
    /// Every service of every provider, also those that join later.
    All {},
}

impl RightTo {
    /// Whether it takes in a service.
    pub fn covers(&self, provider: &crate::catalogue::Provider, service: &crate::catalogue::Service) -> bool {
        match self {
            Self::Service { service_id, .. } => service.id.as_str() == service_id,
            Self::Provider { provider_id, .. } => provider.id.as_str() == provider_id,
            Self::All {} => true,
        }
    }

    /// Its name where one name is wanted: of the service, or else of the provider; none for everything.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Service { service, .. } => Some(service),
            Self::Provider { provider, .. } => Some(provider),
            Self::All {} => None,
        }
    }
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

    /// The means as it is issued at the end of a first application: what was entered and checked is what is registered from here on. Without
    /// a bought term it is good for a year.
    pub fn issued(self, data: &Data, now: Timestamp) -> Self {
        let today = days::amsterdam(now);
        let mut registration = self.registration.clone();
        if let Some(user) = &data.user {
            registration.initials = user.initials.clone();
            registration.first_names = user.first_names.clone();
            registration.infix = user.infix.clone();
            registration.surname = user.surname.clone();
            registration.birth_date = user.birth_date;
            registration.mobile = Some(user.mobile.clone());
        }
        Self { registration, valid_until: today.saturating_add(1.year()), since: now, ..self }.used(data, now)
    }

    /// The means as it is once a log-in at this level told that it may have been used on a day; none when that tells nothing new. Which means
    /// somebody showed the broker does not say, so every one that could have been it counts.
    pub fn shown(&self, level: AssuranceLevel, on: Date) -> Option<Self> {
        let news = self.status == MeansStatus::Active
            && self.level >= Some(level)
            && self.used_on.is_none_or(|used| used < on);
        news.then(|| Self { used_on: Some(on), ..self.clone() })
    }

    /// The means after it was activated: that is a use, it is bound to the branch that was entered or to none (seed 001, step 2), and the
    /// identity document that was seen is noted by its last day.
    pub fn used(mut self, data: &Data, now: Timestamp) -> Self {
        self.used_on = Some(days::amsterdam(now));
        if let Some(organisation) = &data.organisation {
            self.registration.establishment_number = organisation.establishment_number.clone();
        }
        if let Some(paper) = data.user.as_ref().and_then(|user| user.identity_document.as_ref()) {
            self.registration.identity_document_until = Some(paper.expires_on);
        }
        self
    }

    /// The means of somebody who is reached at another address now; `None` when that is what is registered already.
    pub fn readdressed(&self, email: &Email) -> Option<Self> {
        let registration = Registration { email: email.clone(), ..self.registration.clone() };
        (registration != self.registration).then(|| Self { registration, ..self.clone() })
    }

    /// Puts down what the desk found registered wrongly, or not any more as it is. The address and the organisation stay: the one follows the
    /// account, the other never changes (domain.md 1.1). What is being judged rests on what is registered: then it waits.
    ///
    /// # Errors
    /// When it was ended, or an upgrade of it is out of its holder's hands.
    pub fn corrected(&self, person: RegisteredPerson) -> Result<Self, MeansRefusal> {
        let judged =
            self.open_upgrade.as_ref().is_some_and(|open| !matches!(open.stage, StageName::Draft | StageName::Refused));
        match self.status {
            MeansStatus::Ended => Err(MeansRefusal::WrongStatus),
            MeansStatus::Requested | MeansStatus::Active | MeansStatus::Suspended if judged => {
                Err(MeansRefusal::UpgradeOpen)
            }
            MeansStatus::Requested | MeansStatus::Active | MeansStatus::Suspended => {
                let RegisteredPerson { initials, first_names, infix, surname, birth_date, mobile } = person;
                let known = self.registration.clone();
                let registration = Registration { initials, first_names, infix, surname, birth_date, mobile, ..known };
                Ok(Self { registration, ..self.clone() })
            }
        }
    }

    /// Puts it to sleep: it opens nothing until it is woken.
    pub fn suspend(self) -> Result<Self, MeansRefusal> {
        match self.status {
            MeansStatus::Active => Ok(Self { status: MeansStatus::Suspended, ..self }),
            MeansStatus::Requested | MeansStatus::Suspended | MeansStatus::Ended => Err(MeansRefusal::WrongStatus),
        }
    }

    /// Wakes it.
    pub fn resume(self) -> Result<Self, MeansRefusal> {
        match self.status {
            MeansStatus::Suspended => Ok(Self { status: MeansStatus::Active, ..self }),
            MeansStatus::Requested | MeansStatus::Active | MeansStatus::Ended => Err(MeansRefusal::WrongStatus),
        }
    }

    /// Ends it for good, with every right it has. What was bought and not used up is not paid back. An upgrade that is under way must have
    /// been called off first.
    pub fn end(self, today: Date) -> Result<Self, MeansRefusal> {
        if self.open_upgrade.is_some() {
            return Err(MeansRefusal::UpgradeOpen);
        }
        match self.status {
            MeansStatus::Ended => Err(MeansRefusal::WrongStatus),
            MeansStatus::Requested | MeansStatus::Active | MeansStatus::Suspended => Ok(Self {
                status: MeansStatus::Ended,
                rights: Vec::new(),
                valid_until: self.valid_until.min(today),
                ..self
            }),
        }
    }

    /// Prolongs its contract by a bought term: from the end of the present one, or from today when that is past. Rights follow, never for
    /// longer than five years (domain.md 1.4).
    pub fn renew(self, years: u8, today: Date) -> Result<Self, MeansRefusal> {
        if !TERMS.contains(&years) {
            return Err(MeansRefusal::NotATerm);
        }
        if !matches!(self.status, MeansStatus::Active | MeansStatus::Suspended) {
            return Err(MeansRefusal::WrongStatus);
        }
        let from = self.valid_until.max(today);
        if days::between(today, from) > LATEST_RENEWAL_DAYS {
            return Err(MeansRefusal::TooEarly);
        }
        let valid_until = from.saturating_add(i32::from(years).years());
        let longest = today.saturating_add(RIGHT_YEARS.years());
        let mut renewed = Self { valid_until, ..self };
        for right in &mut renewed.rights {
            right.until = right.until.max(valid_until.min(longest));
        }
        Ok(renewed)
    }

    /// The means at a higher level: its rights, its number and its end date stay.
    pub fn raised_to(self, level: AssuranceLevel) -> Self {
        Self { level: Some(level), status: MeansStatus::Active, open_upgrade: None, ..self }
    }
}

/// The terms a contract is sold for, in years (domain.md 1.4).
pub const TERMS: [u8; 3] = [1, 3, 5];
/// The longest a right is given for, in years (domain.md 1.4).
const RIGHT_YEARS: i32 = 5;
/// How many days before its end a contract can be renewed at the earliest: nobody buys twice by mistake.
const LATEST_RENEWAL_DAYS: i64 = 365;

/// A further term that was bought: what the invoice to come says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Renewal {
    /// Who pays.
    pub organisation: OrganisationId,
    /// Which means.
    pub means: MeansId,
    /// The number of that means on paper.
    pub means_number: String,
    /// Who bought it.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
    /// The last day of the contract from then on.
    pub valid_until: Date,
    /// What it costs.
    pub quote: Quote,
}

/// Why something cannot be done with a means. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MeansRefusal {
    /// Not in the status it has.
    #[error("not in this status")]
    WrongStatus,
    /// An upgrade of it is under way.
    #[error("an upgrade of it is under way")]
    UpgradeOpen,
    /// No contract is sold for that many years.
    #[error("is not a term that is sold")]
    NotATerm,
    /// It ends too far ahead to be renewed now.
    #[error("it ends too far ahead")]
    TooEarly,
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
                identity_document_until: None,
            },
            rights: vec![Right {
                to: RightTo::Service {
                    provider: "RVO".into(),
                    service: "Mijn RVO, eenvoudige regelingen".into(),
                    service_id: "urn:balie:service:rvo:mijn-rvo-light".into(),
                },
                until: date(2029, 1, 1),
            }],
            valid_until: date(2029, 1, 1),
            limited_to: None,
            open_upgrade: None,
            used_on: None,
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
    fn a_means_sleeps_wakes_and_ends_for_good() {
        let today = date(2026, 11, 22);
        let asleep = petras().suspend().unwrap();
        assert!(!asleep.works_on(today));
        assert_eq!(asleep.clone().suspend(), Err(MeansRefusal::WrongStatus));
        assert_eq!(asleep.resume().unwrap(), petras());
        let ended = petras().end(today).unwrap();
        assert_eq!((ended.status, ended.rights.len(), ended.valid_until), (MeansStatus::Ended, 0, today));
        for refused in
            [ended.clone().suspend(), ended.clone().resume(), ended.clone().end(today), ended.renew(1, today)]
        {
            assert_eq!(refused, Err(MeansRefusal::WrongStatus));
        }
    }

    #[test]
    fn a_renewal_begins_where_the_contract_ends_and_rights_follow_for_five_years_at_most() {
        let today = date(2028, 12, 1);
        let renewed = petras().renew(3, today).unwrap();
        assert_eq!((renewed.valid_until, renewed.rights[0].until), (date(2032, 1, 1), date(2032, 1, 1)));
        let long = petras().renew(5, today).unwrap();
        assert_eq!((long.valid_until, long.rights[0].until), (date(2034, 1, 1), date(2033, 12, 1)));
        let late = petras().renew(1, date(2029, 3, 1)).unwrap();
        assert_eq!(late.valid_until, date(2030, 3, 1), "a contract that was over begins anew today");
        assert_eq!(petras().renew(2, today), Err(MeansRefusal::NotATerm));
        assert_eq!(petras().renew(1, date(2027, 12, 1)), Err(MeansRefusal::TooEarly));
    }

    #[test]
    fn raising_leaves_everything_but_the_level() {
        let raised = petras().raised_to(AssuranceLevel::Eh3);
        assert_eq!(raised, Means { level: Some(AssuranceLevel::Eh3), ..petras() });
    }
}
