//! A case at the desk: who has it in hand, who approved, what was written to and fro, and how long it has been still.

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::audit::Actor;
use crate::ids::AccountId;
use crate::name::Name;
use crate::taking::{Colleague, Taken, TakenView};
use crate::upgrade::messages::Thread;
use crate::upgrade::queue::{Ages, Standing};
use crate::upgrade::refusal::Refusal;
use crate::upgrade::reminders::Silence;
use crate::upgrade::rules::Rules;
use crate::upgrade::{Decided, Deciding, Upgrade, Verb};

/// What the desk itself knows of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AtDesk {
    /// Who has it in hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken: Option<Taken>,
    /// Who approved, while more than one must. Whatever changes the checklist takes them back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<Approval>,
    /// The queue it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// How long cases really waited when its promise was made.
    pub ages: Ages,
    /// What the customer and the desk wrote each other.
    pub thread: Thread,
    /// Since when nothing happened, and who was reminded of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silence: Option<Silence>,
}

/// One approval of a case that needs more than one (four eyes).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Approval {
    /// Who.
    pub by: AccountId,
    /// What colleagues call him.
    pub name: Name,
    /// When.
    pub at: Timestamp,
}

/// What colleagues see of who works on a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AtDeskView {
    /// Who has it in hand; absent when nobody does, or when the take has lapsed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<TakenView>,
    /// Who approved so far.
    pub approvals: Vec<ApprovalView>,
    /// How many different people must approve.
    pub approvers_needed: u8,
    /// How many messages of the customer nobody here has read.
    pub unread: u32,
}

/// One approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ApprovalView {
    /// Who.
    pub by: AccountId,
    /// What colleagues call him.
    pub name: Name,
    /// When.
    pub at: Timestamp,
}

impl AtDesk {
    /// Who has it in hand at this moment; a take that lapsed holds nobody off.
    pub fn holder(&self, now: Timestamp) -> Option<&Taken> {
        self.taken.as_ref().filter(|taken| taken.holds(now))
    }

    /// What colleagues see.
    pub fn view(&self, rules: &Rules, level: crate::level::AssuranceLevel, now: Timestamp) -> AtDeskView {
        let taken = self.holder(now);
        AtDeskView {
            taken: taken.map(Taken::view),
            approvals: self
                .approvals
                .iter()
                .map(|one| ApprovalView { by: one.by.clone(), name: one.name.clone(), at: one.at })
                .collect(),
            approvers_needed: rules.approvers(level),
            unread: self.thread.unread_by_desk,
        }
    }
}

impl Upgrade {
    /// Somebody of the desk takes the case in hand for a while (rules: `takeMinutes`). Taking what one has goes on from now.
    pub fn take(self, by: Colleague<'_>, now: Timestamp) -> Result<Decided, Refusal> {
        let rules = self.rules()?;
        self.not_his_own(by.account)?;
        self.free_for(by.account, now)?;
        self.stage.admit(Verb::Take)?;
        let mut deciding = Deciding::on(self, now);
        deciding.upgrade.at_desk.taken = Some(Taken::now(by, now, SignedDuration::from_mins(rules.take_minutes)));
        Ok(deciding.finish_quietly(Actor::Staff { account: by.account.clone() }, Verb::Take.name(), "taken"))
    }

    /// He lets it out of hand again. A lead may not do it for him: the take lapses soon enough.
    pub fn release(self, by: &AccountId, now: Timestamp) -> Result<Decided, Refusal> {
        self.free_for(by, now)?;
        self.stage.admit(Verb::Release)?;
        let mut deciding = Deciding::on(self, now);
        deciding.upgrade.at_desk.taken = None;
        Ok(deciding.finish_quietly(Actor::Staff { account: by.clone() }, Verb::Release.name(), "released"))
    }

    /// Refuses whoever is not the one who has the case in hand, saying who has and until when.
    pub fn free_for(&self, by: &AccountId, now: Timestamp) -> Result<(), Refusal> {
        match self.at_desk.holder(now) {
            Some(taken) if taken.by != *by => {
                Err(Refusal::TakenByAnother { name: taken.name.clone(), until: taken.until })
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Nobody works on his own case.
    pub fn not_his_own(&self, staff: &AccountId) -> Result<(), Refusal> {
        if *staff == self.holder || *staff == self.started_by { Err(Refusal::OwnCase) } else { Ok(()) }
    }
}
