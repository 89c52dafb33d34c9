//! Everything that will lapse (domain.md 1.4, 7.7, 8.2): contracts, rights, means that are not used, identity documents, roles. And when
//! somebody is told: 90, 60 and 30 days ahead.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::account::TokenHash;
use crate::days;
use crate::ids::{AccountId, MeansId, OrganisationId};
use crate::means::{Means, MeansStatus};
use crate::organisation::Membership;

/// How many days ahead somebody is told, each once (domain.md 1.4: 90 days and two reminders).
pub const NOTICE_DAYS: [i64; 3] = [90, 60, 30];
/// After how many months without use a means lapses (domain.md 1.4).
const UNUSED_MONTHS: i32 = 24;

/// What lapses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LapseKind {
    /// The contract of a means.
    Contract,
    /// A right of a means, though its contract may run on.
    Right,
    /// A means that is not used.
    Unused,
    /// The identity document a means was issued on: the next upgrade needs another one.
    IdentityDocument,
    /// A role of manager.
    Role,
    /// An application that is not carried on.
    Application,
}

impl LapseKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Contract, Self::Right, Self::Unused, Self::IdentityDocument, Self::Role, Self::Application];
}

/// Something with a last day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Lapse {
    /// The last day.
    pub on: Date,
    /// What lapses then.
    pub kind: LapseKind,
    /// The means it is about; none for a role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means_id: Option<MeansId>,
    /// The number of that means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Whose it is.
    pub holder: AccountId,
    /// The service or the provider, for a right; none for a right to everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
}

/// Everything about a means that will lapse.
pub fn of_means(means: &Means) -> Vec<Lapse> {
    let lapse = |kind, on, service: Option<&str>| Lapse {
        on,
        kind,
        means_id: Some(means.id.clone()),
        number: Some(means.number.clone()),
        holder: means.holder.clone(),
        service: service.map(str::to_owned),
    };
    match means.status {
        MeansStatus::Ended => return Vec::new(),
        MeansStatus::Requested => return vec![lapse(LapseKind::Application, means.valid_until, None)],
        MeansStatus::Active | MeansStatus::Suspended => {}
    }
    let used = means.used_on.unwrap_or_else(|| days::amsterdam(means.since));
    let mut lapses = vec![
        lapse(LapseKind::Contract, means.valid_until, None),
        lapse(LapseKind::Unused, used.saturating_add(UNUSED_MONTHS.months()), None),
    ];
    lapses.extend(means.rights.iter().map(|right| lapse(LapseKind::Right, right.until, right.to.name())));
    lapses.extend(
        means.registration.identity_document_until.map(|until| lapse(LapseKind::IdentityDocument, until, None)),
    );
    lapses.sort();
    lapses
}

/// The end of a role, when it is one that lapses.
pub fn of_role(member: &Membership) -> Option<Lapse> {
    let on = member.role_until()?;
    let holder = member.account.clone();
    Some(Lapse { on, kind: LapseKind::Role, means_id: None, number: None, holder, service: None })
}

/// What somebody is told on a day: what lapses exactly 90, 60 or 30 days from it, with that number of days.
pub fn told_on(lapses: &[Lapse], day: Date) -> Vec<(Lapse, i64)> {
    let due = lapses.iter().filter_map(|lapse| {
        let ahead = days::between(day, lapse.on);
        NOTICE_DAYS.contains(&ahead).then(|| (lapse.clone(), ahead))
    });
    due.collect()
}

/// The next day after `after` on which somebody is told of any of these.
pub fn next_telling(lapses: &[Lapse], after: Date) -> Option<Date> {
    let tellings = lapses
        .iter()
        .flat_map(|lapse| NOTICE_DAYS.iter().map(|ahead| lapse.on.saturating_sub((*ahead).days())))
        .filter(|day| *day > after);
    tellings.min()
}

/// What is watched, so that nobody need look through everything to know what is due on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Watched {
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// What.
    pub subject: Subject,
    /// The next day on which somebody is told.
    pub due: Date,
}

/// What can be watched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "subject", rename_all = "kebab-case")]
pub enum Subject {
    /// A means.
    Means {
        /// Which.
        means: MeansId,
    },
    /// The role of a member.
    Role {
        /// Whose.
        account: AccountId,
    },
}

impl Subject {
    /// The id of what is watched.
    pub fn id(&self) -> &str {
        match self {
            Self::Means { means } => means.as_str(),
            Self::Role { account } => account.as_str(),
        }
    }
}

impl Watched {
    /// The watch over a means from a day on; none when nothing more will be told of it.
    pub fn over_means(means: &Means, after: Date) -> Option<Self> {
        let subject = Subject::Means { means: means.id.clone() };
        let due = next_telling(&of_means(means), after)?;
        Some(Self { organisation: means.organisation.clone(), subject, due })
    }

    /// The watch over a role from a day on.
    pub fn over_role(member: &Membership, after: Date) -> Option<Self> {
        let subject = Subject::Role { account: member.account.clone() };
        let due = next_telling(&of_role(member).into_iter().collect::<Vec<_>>(), after)?;
        Some(Self { organisation: member.organisation.clone(), subject, due })
    }
}

/// The secret address somebody's calendar can be read at by a calendar program. Only the hash of the secret is kept (S18); there is one for
/// each person in an organisation, and a newer one ends the older.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Feed {
    /// The hash of its secret.
    pub hash: TokenHash,
    /// Whose.
    pub account: AccountId,
    /// In which organisation.
    pub organisation: OrganisationId,
    /// Since when.
    pub since: Timestamp,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::means::tests::petras;
    use crate::organisation::Role;

    fn means() -> Means {
        let mut means = Means { used_on: Some(date(2026, 11, 22)), ..petras() };
        means.registration.identity_document_until = Some(date(2031, 5, 1));
        means
    }

    #[test]
    fn whoever_logs_in_with_it_uses_it_and_a_means_below_what_was_shown_was_not_it() {
        let unused =
            |means: &Means| of_means(means).into_iter().find(|lapse| lapse.kind == LapseKind::Unused).unwrap().on;
        let level = means().level.unwrap();
        let shown = means().shown(level, date(2027, 3, 1)).unwrap();
        assert_eq!((unused(&means()), unused(&shown)), (date(2028, 11, 22), date(2029, 3, 1)));
        assert_eq!(shown.shown(level, date(2027, 3, 1)), None, "once a day");
        assert_eq!(means().shown(crate::level::AssuranceLevel::Eh4, date(2027, 3, 1)), None);
        let ended = Means { status: MeansStatus::Ended, ..means() };
        assert_eq!(ended.shown(level, date(2027, 3, 1)), None);
    }

    #[test]
    fn everything_with_a_last_day_is_in_the_calendar_soonest_first() {
        let lapses = of_means(&means());
        let told: Vec<_> = lapses.iter().map(|lapse| (lapse.kind, lapse.on)).collect();
        assert_eq!(
            told,
            [
                (LapseKind::Unused, date(2028, 11, 22)),
                (LapseKind::Contract, date(2029, 1, 1)),
                (LapseKind::Right, date(2029, 1, 1)),
                (LapseKind::IdentityDocument, date(2031, 5, 1)),
            ]
        );
        assert!(of_means(&Means { status: MeansStatus::Ended, ..means() }).is_empty());
        let asked = of_means(&Means { status: MeansStatus::Requested, ..means() });
        assert_eq!(asked.len(), 1);
        assert_eq!(asked[0].kind, LapseKind::Application);
    }

    #[test]
    fn each_is_told_ninety_sixty_and_thirty_days_ahead_and_never_twice() {
        let lapses = of_means(&means());
        let mut day = date(2026, 11, 22);
        let mut told = Vec::new();
        while let Some(next) = next_telling(&lapses, day) {
            assert!(next > day);
            let due = told_on(&lapses, next);
            assert!(!due.is_empty(), "nobody is woken for nothing on {next}");
            told.extend(due);
            day = next;
        }
        assert_eq!(told.len(), 3 * lapses.len());
    }

    #[test]
    fn a_role_is_watched_and_that_of_a_user_is_not() {
        let mut member = Membership::new(
            means().organisation,
            means().holder,
            Role::Manager,
            "2026-11-22T10:00:00Z".parse().unwrap(),
        );
        let watched = Watched::over_role(&member, date(2026, 11, 22)).unwrap();
        assert_eq!(watched.due, date(2031, 8, 24));
        member.role = Role::User;
        assert_eq!(Watched::over_role(&member, date(2026, 11, 22)), None);
    }
}
