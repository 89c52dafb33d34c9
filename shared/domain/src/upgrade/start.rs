//! start-upgrade and apply-for-means: the customer sets out to raise a means, or to have a first one. It is the same journey; the first
//! starts from no level.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::audit::Actor;
use crate::chance::Chance;
use crate::days;
use crate::effect::{Effect, MeansEffect};
use crate::ids::{AccountId, MeansId, OrganisationId, UpgradeId};
use crate::level::AssuranceLevel;
use crate::means::{Means, MeansStatus, Registration};
use crate::upgrade::authorisations::{Authorisations, Editions};
use crate::upgrade::checklist::Checklist;
use crate::upgrade::data::Data;
use crate::upgrade::desk::AtDesk;
use crate::upgrade::refusal::{Fault, Refusal};
use crate::upgrade::rules::Rules;
use crate::upgrade::signing::Signing;
use crate::upgrade::timeline::{By, What};
use crate::upgrade::{Decided, Deciding, Stage, Upgrade};

/// For how long an application that is not carried on is kept open, in months (domain.md 1.4: pending contract dropped).
const PENDING_MONTHS: i32 = 3;

/// Sets out to raise `means` to `target`, for its holder or by a manager for him.
pub fn start(
    means: &Means,
    target: AssuranceLevel,
    by: &AccountId,
    now: Timestamp,
    chance: &dyn Chance,
) -> Result<Decided, Refusal> {
    start_with(means, target, None, by, now, chance)
}

/// As [`start`], with what the means is to be used for chosen already: a row of a batch.
pub fn start_with(
    means: &Means,
    target: AssuranceLevel,
    authorisations: Option<Authorisations>,
    by: &AccountId,
    now: Timestamp,
    chance: &dyn Chance,
) -> Result<Decided, Refusal> {
    let today = days::amsterdam(now);
    let rules = Rules::on(today).ok_or(Refusal::RulesUnknown)?;
    may_start(means, target, now)?;
    let data = Data { authorisations, ..Data::default() };
    let mut upgrade = Upgrade {
        id: UpgradeId::new(now, chance),
        organisation: means.organisation.clone(),
        means: means.id.clone(),
        means_number: means.number.clone(),
        holder: means.holder.clone(),
        branch: means.registration.establishment_number.clone(),
        from_level: means.level,
        target_level: target,
        rules: rules.version.clone(),
        started_at: now,
        started_by: by.clone(),
        revision: 1,
        entries: 0,
        checklist: Checklist::new(rules, &data.circumstances(target)),
        data,
        stage: Stage::Draft,
        register: None,
        contract: None,
        signing: Signing::default(),
        identification: None,
        at_desk: AtDesk::default(),
        quote: None,
        editions: Editions::on(today),
        extract: None,
        officials_extracts: Vec::new(),
        id_copies: Vec::new(),
        mandates: Vec::new(),
    };
    let case = upgrade.circumstances();
    upgrade.checklist.reassess(rules, &case);
    let for_another = upgrade.started_by != upgrade.holder;
    let mut deciding = Deciding::on(upgrade, now);
    deciding.tell(By::Customer, What::Started { from_level: means.level, target_level: target });
    if for_another {
        deciding
            .effect(|organisation, upgrade| Effect::Means(MeansEffect::TellHolderOfUpgrade { organisation, upgrade }));
    }
    deciding.shown_on(means);
    Ok(deciding.finish(Actor::Person { account: by.clone() }, "start-upgrade", "started"))
}

/// Whether `means` may set out for `target` now.
pub(crate) fn may_start(means: &Means, target: AssuranceLevel, now: Timestamp) -> Result<(), Refusal> {
    let today = days::amsterdam(now);
    let rules = Rules::on(today).ok_or(Refusal::RulesUnknown)?;
    if means.open_upgrade.is_some() {
        return Err(Refusal::AlreadyOpen);
    }
    if !means.may_be_raised_on(today) || means.limited_to.is_some() {
        return Err(Refusal::MeansNotUpgradable);
    }
    if !means.target_levels(&rules.offered, today).contains(&target) {
        let code = if Some(target) <= means.level { "not-higher" } else { "not-offered" };
        return Err(Refusal::Incomplete(vec![Fault::at("/targetLevel", code)]));
    }
    Ok(())
}

/// What a first means is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// The organisation it is to act for.
    pub organisation: OrganisationId,
    /// The person it is to belong to.
    pub holder: AccountId,
    /// What he said about himself and the organisation: registered once it was checked and the means works.
    pub registration: Registration,
    /// The level.
    pub target: AssuranceLevel,
}

/// Asks for a first means: a means that does not work yet, and the upgrade that starts from no level. `by` is the holder, or a manager for
/// him.
pub fn apply(
    application: Application,
    by: &AccountId,
    now: Timestamp,
    chance: &dyn Chance,
) -> Result<(Means, Decided), Refusal> {
    apply_with(application, None, by, now, chance)
}

/// As [`apply`], with what the means is to be used for chosen already: a row of a batch.
pub fn apply_with(
    application: Application,
    authorisations: Option<Authorisations>,
    by: &AccountId,
    now: Timestamp,
    chance: &dyn Chance,
) -> Result<(Means, Decided), Refusal> {
    let today = days::amsterdam(now);
    may_apply(application.registration.birth_date, application.target, today)?;
    let id = MeansId::new(now, chance);
    let means = Means {
        number: number_of(&id),
        id,
        organisation: application.organisation,
        level: None,
        status: MeansStatus::Requested,
        holder: application.holder,
        registration: application.registration,
        rights: Vec::new(),
        valid_until: today.saturating_add(PENDING_MONTHS.months()),
        limited_to: None,
        open_upgrade: None,
        used_on: None,
        since: now,
    };
    let decided = start_with(&means, application.target, authorisations, by, now, chance)?;
    let means = decided.means.clone().unwrap_or(means);
    Ok((means, decided))
}

/// Whether somebody who was born then may apply for a means of this level on a day.
pub(crate) fn may_apply(born: Date, target: AssuranceLevel, today: Date) -> Result<(), Refusal> {
    let rules = Rules::on(today).ok_or(Refusal::RulesUnknown)?;
    if born >= today {
        return Err(Refusal::Incomplete(vec![Fault::at("/user/birthDate", "in-the-future")]));
    }
    if !rules.offered.contains(&target) {
        return Err(Refusal::Incomplete(vec![Fault::at("/targetLevel", "not-offered")]));
    }
    Ok(())
}

/// The number of a new means on paper: ten characters of chance out of its id, in two groups one can read over the telephone.
fn number_of(id: &MeansId) -> String {
    let tail: String = id.as_str().chars().rev().take(10).collect::<String>().to_uppercase();
    let (one, other) = tail.split_at(tail.len() / 2);
    format!("BAL-{one}-{other}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::testing::chance;
    use crate::means::tests::petras;
    use crate::upgrade::checklist::{Check, CheckState};

    fn at() -> Timestamp {
        "2026-11-22T10:00:00Z".parse().unwrap()
    }

    fn application() -> Application {
        let means = petras();
        Application {
            organisation: means.organisation,
            holder: means.holder,
            registration: means.registration,
            target: AssuranceLevel::Eh3,
        }
    }

    #[test]
    fn a_first_application_is_an_upgrade_from_no_level_of_a_means_that_does_not_work_yet() {
        let holder = petras().holder;
        let (means, decided) = apply(application(), &holder, at(), &chance()).unwrap();
        assert_eq!((means.level, means.status), (None, MeansStatus::Requested));
        assert_eq!(means.open_upgrade.as_ref().unwrap().upgrade_id, decided.upgrade.id);
        assert_eq!(decided.upgrade.from_level, None);
        assert_eq!(*decided.upgrade.checklist.state(Check::DataMatchesRegistration), CheckState::NotNeeded);
        assert!(decided.effects.is_empty(), "nobody needs telling of what he did himself");
        assert!(!means.works_on(jiff::civil::date(2026, 11, 22)));
        assert_eq!(means.number.len(), "BAL-12345-67890".len());
    }

    #[test]
    fn what_a_manager_starts_needs_no_form_and_the_holder_is_told() {
        let manager: AccountId = "acc_01jdc5bbbbbbbbbbbbbbbbbbbb".parse().unwrap();
        let decided = start(&petras(), AssuranceLevel::Eh3, &manager, at(), &chance()).unwrap();
        assert_eq!(*decided.upgrade.checklist.state(Check::FormSigned), CheckState::NotNeeded);
        assert!(matches!(
            decided.effects.as_slice(),
            [Effect::Means(MeansEffect::TellHolderOfUpgrade { upgrade, .. })] if *upgrade == decided.upgrade.id
        ));
        let own = start(&petras(), AssuranceLevel::Eh3, &petras().holder, at(), &chance()).unwrap();
        assert_ne!(*own.upgrade.checklist.state(Check::FormSigned), CheckState::NotNeeded);
    }

    #[test]
    fn nobody_applies_before_he_is_born_or_for_a_level_that_is_not_offered() {
        let mut unborn = application();
        unborn.registration.birth_date = jiff::civil::date(2027, 1, 1);
        let refused = apply(unborn, &petras().holder, at(), &chance());
        assert_eq!(refused.unwrap_err(), Refusal::Incomplete(vec![Fault::at("/user/birthDate", "in-the-future")]));
        let unsold = Application { target: AssuranceLevel::Eh2, ..application() };
        let refused = apply(unsold, &petras().holder, at(), &chance());
        assert_eq!(refused.unwrap_err(), Refusal::Incomplete(vec![Fault::at("/targetLevel", "not-offered")]));
    }
}
