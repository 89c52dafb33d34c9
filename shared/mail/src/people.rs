//! Letters about means and the people who have them: what a manager started for somebody, who was appointed, and what will lapse.

use std::collections::HashMap;

use domain::ids::{AppointmentId, MeansId};
use domain::lapse::{Lapse, LapseKind};
use domain::level::AssuranceLevel;
use domain::organisation::Role;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use crate::compose::{Content, Item, Writer, labelled, one_line};
use crate::letter::Case;
use crate::moment::day;
use crate::words::fill;

/// What there is to tell.
#[derive(Clone, Copy)]
pub enum PeopleNews<'a> {
    /// A manager started something for the reader, who has his own part in it.
    YoursToFinish {
        /// What.
        case: Case<'a>,
        /// Whether he has an account to log in with.
        has_account: bool,
    },
    /// Somebody was appointed in an organisation the reader may bind; with a code to take it back (S46).
    Appointed {
        /// Which organisation.
        organisation: &'a str,
        /// Who was appointed, by his address.
        person: &'a str,
        /// To what.
        role: Role,
        /// The name of the appointment.
        appointment: &'a AppointmentId,
        /// The code.
        code: &'a str,
        /// Until when it works.
        until: Timestamp,
    },
    /// The reader's role is another one now.
    RoleChanged {
        /// In which organisation.
        organisation: &'a str,
        /// What it is.
        role: Role,
    },
    /// The desk changed what is registered about the reader.
    RegistrationChanged {
        /// The organisation of his means.
        organisation: &'a str,
        /// The number of his means on paper.
        number: &'a str,
    },
    /// Something will lapse.
    Lapses {
        /// In which organisation.
        organisation: &'a str,
        /// What, and in how many days.
        lapses: &'a [(Lapse, i64)],
    },
    /// A service will ask a higher level than the reader's means has.
    LevelRises {
        /// In which organisation.
        organisation: &'a str,
        /// The means, for the link.
        means: &'a MeansId,
        /// Its number on paper.
        number: &'a str,
        /// Who offers the service.
        provider: &'a str,
        /// The service, in the reader's language.
        service: &'a str,
        /// What is enough until then.
        was: AssuranceLevel,
        /// What is enough from then on.
        level: AssuranceLevel,
        /// The first day.
        from: Date,
    },
}

/// The words these letters share.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct PeopleWords {
    role: HashMap<Role, String>,
    lapse: HashMap<LapseKind, String>,
    lapses_on: String,
    every_service: String,
    has_account: String,
    needs_account: String,
}

impl PeopleNews<'_> {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::YoursToFinish { .. } => "yours-to-finish",
            Self::Appointed { .. } => "appointment-announced",
            Self::RoleChanged { .. } => "role-changed",
            Self::RegistrationChanged { .. } => "registration-changed",
            Self::Lapses { .. } => "lapses",
            Self::LevelRises { .. } => "level-rises",
        }
    }
}

impl Writer<'_> {
    pub(crate) fn people(&self, news: &PeopleNews<'_>) -> Content {
        let (letters, words) = (&self.words.letters, &self.words.parts.people);
        match news {
            PeopleNews::YoursToFinish { case, has_account } => {
                let account = if *has_account { &words.has_account } else { &words.needs_account };
                let page = if *has_account { format!("/upgrades/{}", case.upgrade) } else { "/register".to_owned() };
                self.about(&letters.yours_to_finish, case, &[("account", account)], &page)
            }
            PeopleNews::Appointed { organisation, person, role, appointment, code, until } => {
                let values = [
                    ("organisation", &*one_line(organisation)),
                    ("person", &one_line(person)),
                    ("role", words.role_name(*role)),
                    ("until", &self.at(*until)),
                    ("origin", self.origin),
                ];
                let page = format!("/revoke-appointment#appointment={appointment}");
                let mut content = self.sheet(&letters.appointment_announced, &values, &page);
                content.secret = labelled(letters.appointment_announced.secret.as_ref(), code);
                content
            }
            PeopleNews::RoleChanged { organisation, role } => {
                let values = [("organisation", &*one_line(organisation)), ("role", words.role_name(*role))];
                self.sheet(&letters.role_changed, &values, "/means")
            }
            PeopleNews::RegistrationChanged { organisation, number } => {
                let values = [("organisation", &*one_line(organisation)), ("means", &one_line(number))];
                self.sheet(&letters.registration_changed, &values, "/means")
            }
            PeopleNews::Lapses { organisation, lapses } => {
                let values = [("organisation", &*one_line(organisation))];
                let mut content = self.sheet(&letters.lapses, &values, "/lapses");
                content.items = lapses.iter().map(|(lapse, days)| self.lapse(lapse, *days)).collect();
                content
            }
            PeopleNews::LevelRises { organisation, means, number, provider, service, was, level, from } => {
                let values = [
                    ("organisation", &*one_line(organisation)),
                    ("means", &one_line(number)),
                    ("provider", &one_line(provider)),
                    ("service", &one_line(service)),
                    ("was", was.name()),
                    ("level", level.name()),
                    ("date", &day(&self.words.frame, *from)),
                ];
                self.sheet(&letters.level_rises, &values, &format!("/means/{means}/upgrade"))
            }
        }
    }

    fn lapse(&self, lapse: &Lapse, days: i64) -> Item {
        let words = &self.words.parts.people;
        let service = lapse.service.as_deref().unwrap_or(&words.every_service);
        let number = lapse.number.as_deref().unwrap_or_default();
        let title = words.lapse.get(&lapse.kind).map(String::as_str).unwrap_or_default();
        let on = day(&self.words.frame, lapse.on);
        Item {
            title: fill(title, &[("number", &one_line(number)), ("service", &one_line(service))]),
            text: fill(&words.lapses_on, &[("date", &on), ("days", &days.to_string())]),
        }
    }
}

impl PeopleWords {
    fn role_name(&self, role: Role) -> &str {
        self.role.get(&role).map(String::as_str).unwrap_or_default()
    }
}
