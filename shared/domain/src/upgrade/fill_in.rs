//! update-upgrade: the customer fills in, section by section.

use jiff::Timestamp;

use crate::audit::Actor;
use crate::days;
use crate::ids::AccountId;
use crate::means::Registration;
use crate::upgrade::authorisations::Authorisations;
use crate::upgrade::checklist::{Check, CheckState, Checklist, Evidence, WaitingFor};
use crate::upgrade::data::{Data, OrganisationData, Representative, UserData};
use crate::upgrade::refusal::{Reason, Refusal};
use crate::upgrade::rules::Section;
use crate::upgrade::timeline::{By, What};
use crate::upgrade::{Decided, Deciding, Upgrade, Verb};

/// The sections to put in the place of what is there; those absent stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sections {
    /// About the user.
    pub user: Option<UserData>,
    /// About the organisation.
    pub organisation: Option<OrganisationData>,
    /// The representatives, all of them.
    pub representatives: Option<Vec<Representative>>,
    /// What the means is to be used for.
    pub authorisations: Option<Authorisations>,
}

impl Upgrade {
    /// Puts sections into the data. Half a case is fine here; handing it in is where it must be whole. What was checked on a section that
    /// changes must be checked again; what did not change stays checked.
    pub fn fill_in(
        self,
        registration: &Registration,
        sections: Sections,
        revision: u64,
        by: &AccountId,
        now: Timestamp,
    ) -> Result<Decided, Refusal> {
        let mut deciding = Deciding::seen(self, Verb::Update, revision, now)?;
        let changed = deciding.put_in(registration, sections)?;
        if !changed.is_empty() {
            deciding.tell(By::Customer, What::DataChanged { sections: changed });
        }
        Ok(deciding.finish(Actor::Person { account: by.clone() }, Verb::Update.name(), "changed"))
    }
}

impl Deciding {
    /// Puts sections into the data and checks anew what follows from them; answers which of them changed.
    pub(super) fn put_in(&mut self, registration: &Registration, sections: Sections) -> Result<Vec<Section>, Refusal> {
        let rules = self.upgrade.rules()?;
        let (upgrade, now) = (&mut self.upgrade, self.now);
        let mut changed = Vec::new();
        if let Some(user) = sections.user.filter(|user| upgrade.data.user.as_ref() != Some(user)) {
            upgrade.data.user = Some(user);
            changed.push(Section::User);
        }
        let organisation = sections.organisation;
        if let Some(organisation) = organisation.filter(|new| upgrade.data.organisation.as_ref() != Some(new)) {
            upgrade.data.organisation = Some(organisation);
            changed.push(Section::Organisation);
        }
        if let Some(representatives) = sections.representatives.filter(|new| upgrade.data.representatives != *new) {
            upgrade.data.representatives = representatives;
            changed.push(Section::Representatives);
        }
        let authorisations = sections.authorisations;
        if let Some(authorisations) = authorisations.filter(|new| upgrade.data.authorisations.as_ref() != Some(new)) {
            let faults = authorisations.faults(upgrade.catalogue()?, upgrade.target_level, days::amsterdam(now));
            if !faults.is_empty() {
                return Err(Refusal::Incomplete(faults));
            }
            upgrade.data.authorisations = Some(authorisations);
            changed.push(Section::Authorisations);
        }
        for section in &changed {
            upgrade.checklist.reopen(rules, *section);
        }
        upgrade.weigh_register(now);
        let case = upgrade.circumstances();
        // What is not asked is not kept: a citizen service number least of all.
        if let Some(user) = upgrade.data.user.as_mut().filter(|_| !rules.needs_field(Section::User, "bsn", &case)) {
            user.bsn = None;
        }
        upgrade.checklist.reassess(rules, &case);
        upgrade.check_powers(rules, now);
        upgrade.check_extract(rules, now);
        compare(&mut upgrade.checklist, &upgrade.data, registration, now);
        Ok(changed)
    }
}

/// The automatic check of what was entered against what is registered.
pub(super) fn compare(checklist: &mut Checklist, data: &Data, registration: &Registration, now: Timestamp) {
    let check = Check::DataMatchesRegistration;
    if *checklist.state(check) == CheckState::NotNeeded {
        return;
    }
    let state = match data.differing(registration) {
        None => CheckState::waiting(WaitingFor::Customer),
        Some(differing) if differing.is_empty() => {
            CheckState::Passed { at: now, evidence: Evidence::Registration { differing } }
        }
        Some(differing) => CheckState::Waiting {
            waiting_for: WaitingFor::Customer,
            reason: Some(Reason::DataDiffersFromRegistration),
            evidence: Some(Evidence::Registration { differing }),
        },
    };
    // What already stands there in other words keeps its date.
    let same = matches!((checklist.state(check), &state), (CheckState::Passed { .. }, CheckState::Passed { .. }));
    if !same {
        checklist.put(check, state);
    }
}
