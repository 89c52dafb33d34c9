//! start-upgrade: the customer sets out to raise a means.

use jiff::Timestamp;

use crate::audit::Actor;
use crate::chance::Chance;
use crate::days;
use crate::ids::{AccountId, UpgradeId};
use crate::level::AssuranceLevel;
use crate::means::Means;
use crate::upgrade::checklist::Checklist;
use crate::upgrade::data::Data;
use crate::upgrade::desk::AtDesk;
use crate::upgrade::refusal::{Fault, Refusal};
use crate::upgrade::rules::Rules;
use crate::upgrade::signing::Signing;
use crate::upgrade::timeline::{By, What};
use crate::upgrade::{Decided, Deciding, Stage, Upgrade};

/// Sets out to raise `means` to `target`, for its holder or by a manager for him.
pub fn start(
    means: &Means,
    target: AssuranceLevel,
    by: &AccountId,
    now: Timestamp,
    chance: &dyn Chance,
) -> Result<Decided, Refusal> {
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
    let data = Data::default();
    let upgrade = Upgrade {
        id: UpgradeId::new(now, chance),
        organisation: means.organisation.clone(),
        means: means.id.clone(),
        means_number: means.number.clone(),
        holder: means.holder.clone(),
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
    };
    let mut deciding = Deciding::on(upgrade, now);
    deciding.tell(By::Customer, What::Started { from_level: means.level, target_level: target });
    deciding.shown_on(means);
    Ok(deciding.finish(Actor::Person { account: by.clone() }, "start-upgrade", "started"))
}
