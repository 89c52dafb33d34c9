//! An upgrade: raising a means to a higher level, from the first click to the level that works (docs/flows).
//!
//! Each decision takes the upgrade as it is, what happens, and the time; it gives back a [`Decided`] (the next state with everything that
//! goes with it) or a [`Refusal`], and then nothing has changed. Who may call is settled before; what may happen when is the table in
//! [`stage`].

pub mod activation_code;
pub mod authorisations;
pub mod checklist;
pub mod consult;
pub mod contract;
pub mod data;
pub mod data_table;
pub mod desk;
pub mod identification;
pub mod messages;
pub mod queue;
pub mod refusal;
pub mod reminders;
pub mod rules;
pub mod side_by_side;
pub mod signing;
pub mod stage;
pub mod timeline;
pub mod view;

mod activate;
mod fill_in;
mod hand_in;
mod promise;
mod registered_anew;
mod review;
mod start;
mod submit;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::audit::{Actor, AuditFact, Trail};
use crate::effect::Effect;
use crate::establishment_number::EstablishmentNumber;
use crate::ids::{AccountId, DocumentId, MeansId, OrganisationId, UpgradeId};
use crate::level::AssuranceLevel;
use crate::means::{Means, OpenUpgrade};
use crate::power::RegisterFacts;
use crate::price::Quote;

pub use activate::{Attempt, CodeDue};
pub use fill_in::Sections;
pub use hand_in::{ExtractOnFile, ExtractView, Mandate};
pub use refusal::{Fault, Reason, Refusal};
pub use review::Outcome;
pub use stage::{Stage, StageName, Verb};
pub use start::{Application, apply, apply_with, start, start_with};
pub(crate) use start::{may_apply, may_start};

use checklist::Checklist;
use data::Data;
use queue::{Left, QueueMove, Standing};
use reminders::Silence;
use rules::{Circumstances, Rules};
use timeline::{By, Entry, Moved, What};

/// An upgrade, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Upgrade {
    /// Balie's own name for it.
    pub id: UpgradeId,
    /// The organisation it belongs to.
    pub organisation: OrganisationId,
    /// The means it raises.
    pub means: MeansId,
    /// The number of that means on paper.
    pub means_number: String,
    /// The person the means belongs to: the only one who can activate it.
    pub holder: AccountId,
    /// The branch the means is registered for (domain.md 2.2): a log-in that is bound to another one does not see it (S40).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<EstablishmentNumber>,
    /// The level it starts from; none for a first application, which is the same journey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_level: Option<AssuranceLevel>,
    /// The level it leads to.
    pub target_level: AssuranceLevel,
    /// The version of the rules it started under, and stays under.
    pub rules: String,
    /// When it began.
    pub started_at: Timestamp,
    /// Who began it: the holder, or a manager for him.
    pub started_by: AccountId,
    /// Raised by every change that somebody who looked at it should see before acting on it. What Balie does by itself while the customer
    /// fills in does not raise it, so that an inspection never throws away what somebody typed.
    pub revision: u64,
    /// How many entries its timeline has.
    pub entries: u32,
    /// What was filled in.
    pub data: Data,
    /// Where it stands.
    pub stage: Stage,
    /// What is known of each check.
    pub checklist: Checklist,
    /// What the register (Handelsregister) said of the organisation when it was asked last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register: Option<RegisterFacts>,
    /// The extract that was let in last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extract: Option<ExtractOnFile>,
    /// The extracts of companies that are officials here, one of each: what a person weighs beside the own one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub officials_extracts: Vec<ExtractOnFile>,
    /// The copies of identity documents that were let in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub id_copies: Vec<DocumentId>,
    /// The papers that show the mandate of somebody who does not stand in the register.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mandates: Vec<Mandate>,
    /// The contract that was made of the data last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<contract::Contract>,
    /// Who must sign, and who did: on paper or in the signing room, it counts the same.
    #[serde(default)]
    pub signing: signing::Signing,
    /// Being identified, face to face or at a distance; absent until somebody was invited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identification: Option<identification::Identification>,
    /// Who of the desk has it in hand, and who approved.
    #[serde(default)]
    pub at_desk: desk::AtDesk,
    /// What it costs: fixed when it is handed in, billed when it is activated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// The versions of the tables it started with, beside its rules, and stays under.
    #[serde(default)]
    pub editions: authorisations::Editions,
}

/// What a decision came to: everything that is to be written in one transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The upgrade as it is now.
    pub upgrade: Upgrade,
    /// The means as it is now, when it changed too.
    pub means: Option<Means>,
    /// New entries for the timeline.
    pub entries: Vec<Entry>,
    /// What is set in motion.
    pub effects: Vec<Effect>,
    /// The queue of the desk it left or came into by this.
    pub queue: Option<QueueMove>,
    /// What the audit trail keeps.
    pub audit: AuditFact,
}

/// A decision in the making.
struct Deciding {
    upgrade: Upgrade,
    means: Option<Means>,
    entries: Vec<Entry>,
    effects: Vec<Effect>,
    now: Timestamp,
}

impl Deciding {
    fn on(upgrade: Upgrade, now: Timestamp) -> Self {
        Self { upgrade, means: None, entries: Vec::new(), effects: Vec::new(), now }
    }

    /// Begins a decision on what the caller saw, if the verb can be done here and nobody came between.
    fn seen(upgrade: Upgrade, verb: Verb, revision: u64, now: Timestamp) -> Result<Self, Refusal> {
        upgrade.stage.admit(verb)?;
        if upgrade.revision != revision {
            return Err(Refusal::ChangedMeanwhile);
        }
        Ok(Self::on(upgrade, now).revised())
    }

    fn revised(mut self) -> Self {
        self.upgrade.revision += 1;
        self
    }

    fn tell(&mut self, by: By, what: What) {
        self.upgrade.entries += 1;
        let (upgrade, number, at) = (self.upgrade.id.clone(), self.upgrade.entries, self.now);
        self.entries.push(Entry { upgrade, number, at, by, what });
    }

    fn effect(&mut self, effect: impl FnOnce(OrganisationId, UpgradeId) -> Effect) {
        self.effects.push(effect(self.upgrade.organisation.clone(), self.upgrade.id.clone()));
    }

    /// The means shows where its upgrade stands, so that a list of means needs no second look.
    fn shown_on(&mut self, means: &Means) {
        let open = OpenUpgrade {
            upgrade_id: self.upgrade.id.clone(),
            stage: self.upgrade.stage.name(),
            target_level: self.upgrade.target_level,
        };
        let open_upgrade = (!open.stage.is_end()).then_some(open);
        self.means = Some(Means { open_upgrade, ..means.clone() });
    }

    /// Ends a decision after which something has happened: whoever is reminded of silence is reminded from now.
    fn finish(mut self, actor: Actor, verb: &str, result: &str) -> Decided {
        self.upgrade.at_desk.silence = Some(Silence { since: self.now, done: 0, warned_at: None });
        self.finish_quietly(actor, verb, result)
    }

    /// Ends a decision that nobody who waits would call an event.
    fn finish_quietly(mut self, actor: Actor, verb: &str, result: &str) -> Decided {
        let queue = self.stand_in_queue();
        let audit = AuditFact {
            trail: Trail::Organisation { organisation: self.upgrade.organisation.clone() },
            actor,
            action: verb.to_owned(),
            object: self.upgrade.id.to_string(),
            result: result.to_owned(),
        };
        let Self { upgrade, means, entries, effects, .. } = self;
        Decided { upgrade, means, entries, effects, queue, audit }
    }

    /// Notes in which queue of the desk the case stands now; answers whether that is another one than before.
    fn stand_in_queue(&mut self) -> Option<QueueMove> {
        let (before, now) = (self.upgrade.at_desk.standing, self.now);
        let into = self.upgrade.queue();
        if into == before.map(|standing| standing.queue) {
            return None;
        }
        self.upgrade.at_desk.standing = into.map(|queue| Standing { queue, since: now });
        let office = self.upgrade.rules().map(|rules| rules.office);
        let left = before.map(|Standing { queue, since }| Left {
            queue,
            minutes: u32::try_from(now.duration_since(since).as_mins()).unwrap_or_default(),
            working_days: office.map(|office| office.working_days_between(since, now)).unwrap_or_default(),
        });
        Some(QueueMove { left, into, at: now })
    }

    /// Ends the case without the means having changed.
    fn call_off(&mut self, means: &Means, by: By) {
        self.upgrade.stage = Stage::Cancelled(stage::Cancelled { at: self.now });
        self.tell(by, What::Cancelled {});
        self.forget_identity_copies();
        self.end_identification();
        self.shown_on(means);
    }

    /// After something on the checklist moved during review: whose move it is now, since when, and what is promised. The date stands still
    /// as long as it is ours, is taken back while the customer has to act, and is given anew when he did.
    fn settle(&mut self, rules: &Rules) {
        let (at_desk, customer_acts) = (
            self.upgrade.checklist.is_at_the_desk(),
            self.upgrade.checklist.waits(|whom| whom == checklist::WaitingFor::Customer),
        );
        // Whoever approved did so on what the checklist said.
        self.upgrade.at_desk.approvals.clear();
        let promise = self.upgrade.promise_from(rules, self.now);
        let (now, mut moved) = (self.now, None);
        if let Stage::InReview(review) = &mut self.upgrade.stage {
            review.waiting_since = at_desk.then(|| review.waiting_since.unwrap_or(now));
            if customer_acts && review.promised_for.take().is_some() {
                moved = Some((None, Moved::CustomerHasToAct));
            } else if !customer_acts && review.promised_for.is_none() {
                review.promised_for = Some(promise);
                moved = Some((review.promised_for, Moved::CustomerActed));
            }
        }
        if let Some((promised_for, because)) = moved {
            self.tell(By::Balie, What::PromiseMoved { promised_for, because });
        }
    }
}

impl Upgrade {
    /// The rules this case stays under.
    pub fn rules(&self) -> Result<&'static Rules, Refusal> {
        Rules::named(&self.rules).ok_or(Refusal::RulesUnknown)
    }

    /// What the rules need to know of the case, as far as it has been filled in.
    pub fn circumstances(&self) -> Circumstances {
        self.as_registered(Circumstances {
            started_by_manager: self.started_by != self.holder,
            first_application: self.from_level.is_none(),
            ..self.data.circumstances(self.target_level)
        })
    }

    /// The customer calls it off. The means stays as it is.
    pub fn cancel(self, means: &Means, revision: u64, by: &AccountId, now: Timestamp) -> Result<Decided, Refusal> {
        let mut deciding = Deciding::seen(self, Verb::Cancel, revision, now)?;
        deciding.call_off(means, By::Customer);
        Ok(deciding.finish(Actor::Person { account: by.clone() }, Verb::Cancel.name(), "cancelled"))
    }
}

#[cfg(test)]
pub(crate) mod tests;
