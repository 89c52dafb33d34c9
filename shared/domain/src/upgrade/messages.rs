//! Messages between the customer and the desk about one upgrade. The text is kept sealed beside the upgrade; a mail says only that there
//! is one (S52).

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::audit::Actor;
use crate::chance::Chance;
use crate::effect::{DeskEffect, Effect};
use crate::ids::{AccountId, MessageId, OrganisationId, UpgradeId};
use crate::name::{Name, Note};
use crate::upgrade::refusal::Refusal;
use crate::upgrade::timeline::{By, What};
use crate::upgrade::{Decided, Deciding, Upgrade, Verb};

/// One of the two who write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Whoever acts for the organisation.
    Customer,
    /// The desk.
    Desk,
}

/// A message, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// About which upgrade.
    pub upgrade: UpgradeId,
    /// Who wrote.
    pub from: Side,
    /// Whose account wrote.
    pub author: AccountId,
    /// What he is called.
    pub name: Name,
    /// When.
    pub at: Timestamp,
    /// What.
    pub text: Note,
}

/// What an upgrade knows of the messages about it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Thread {
    /// How many there are.
    pub count: u32,
    /// How many the customer has not read.
    pub unread_by_customer: u32,
    /// How many the desk has not read.
    pub unread_by_desk: u32,
    /// Who of the customer's people wrote last: he is told of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<AccountId>,
    /// Who of the desk wrote last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desk: Option<AccountId>,
    /// When each side read what was new to it, the latest last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub read: Vec<Read>,
    /// What was written within the last day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<Written>,
}

/// That a side read all there was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Read {
    /// Which side.
    pub side: Side,
    /// Who of it; absent for somebody without an account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<AccountId>,
    /// When.
    pub at: Timestamp,
}

/// That a side wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Written {
    /// Which side.
    pub side: Side,
    /// When.
    pub at: Timestamp,
}

/// A message as it stands on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageView {
    /// Its id.
    pub message_id: MessageId,
    /// Who wrote.
    pub from: Side,
    /// What the writer is called. Names of the desk's people are for the desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// When.
    pub at: Timestamp,
    /// What.
    pub text: Note,
    /// When the other side read it; absent until it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_at: Option<Timestamp>,
}

/// How many times reading is remembered.
const READS_KEPT: usize = 60;
/// Within how long messages are counted.
const DAY: SignedDuration = SignedDuration::from_hours(24);

impl Side {
    const fn by(self) -> By {
        match self {
            Self::Customer => By::Customer,
            Self::Desk => By::Staff,
        }
    }

    fn actor(self, account: &AccountId) -> Actor {
        match self {
            Self::Customer => Actor::Person { account: account.clone() },
            Self::Desk => Actor::Staff { account: account.clone() },
        }
    }
}

impl Thread {
    const fn unread(&mut self, side: Side) -> &mut u32 {
        match side {
            Side::Customer => &mut self.unread_by_customer,
            Side::Desk => &mut self.unread_by_desk,
        }
    }

    /// Whether anything is new to a side.
    pub const fn is_new_to(&self, side: Side) -> bool {
        match side {
            Side::Customer => self.unread_by_customer > 0,
            Side::Desk => self.unread_by_desk > 0,
        }
    }

    /// A side has read all there is.
    pub(crate) fn read_by(&mut self, side: Side, by: Option<&AccountId>, now: Timestamp) {
        if std::mem::take(self.unread(side)) > 0 {
            self.read.push(Read { side, by: by.cloned(), at: now });
            let surplus = self.read.len().saturating_sub(READS_KEPT);
            self.read.drain(..surplus);
        }
    }

    /// Counts a message of one side: it has read what came before, and the other has something new. Each side writes at most so many within
    /// a day; else how long to wait.
    pub(crate) fn count_message(
        &mut self,
        from: Side,
        by: Option<&AccountId>,
        most_per_day: usize,
        now: Timestamp,
    ) -> Result<(), SignedDuration> {
        self.written.retain(|written| now.duration_since(written.at) < DAY);
        let of_side: Vec<_> = self.written.iter().filter(|written| written.side == from).collect();
        if of_side.len() >= most_per_day {
            let first = of_side.first().map_or(now, |written| written.at);
            return Err(DAY - now.duration_since(first));
        }
        self.written.push(Written { side: from, at: now });
        self.read_by(from, by, now);
        self.count += 1;
        let other = match from {
            Side::Customer => Side::Desk,
            Side::Desk => Side::Customer,
        };
        *self.unread(other) += 1;
        Ok(())
    }

    /// When the other side first read what `from` wrote at `at`.
    pub fn read_at(&self, from: Side, at: Timestamp) -> Option<Timestamp> {
        self.read.iter().find(|read| read.side != from && read.at >= at).map(|read| read.at)
    }

    /// A message as `viewer` sees it.
    pub fn view(&self, message: &Message, viewer: Side) -> MessageView {
        MessageView {
            message_id: message.id.clone(),
            from: message.from,
            name: (viewer == Side::Desk || message.from == Side::Customer).then(|| message.name.clone()),
            at: message.at,
            text: message.text.clone(),
            read_at: self.read_at(message.from, message.at),
        }
    }
}

/// Who writes, and what.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    /// For which side.
    pub from: Side,
    /// Whose account.
    pub author: &'a AccountId,
    /// What he is called.
    pub name: &'a Name,
    /// What.
    pub text: &'a Note,
}

impl Upgrade {
    /// Writes a message to the other side, who is told by mail that there is one. Writing is having read what came before.
    pub fn write_message(
        self,
        draft: Draft<'_>,
        now: Timestamp,
        chance: &dyn Chance,
    ) -> Result<(Message, Decided), Refusal> {
        let rules = self.rules()?;
        let Draft { from, author, name, text } = draft;
        if from == Side::Desk {
            self.not_his_own(author)?;
        }
        self.stage.admit(Verb::WriteMessage)?;
        let mut deciding = Deciding::on(self, now);
        let thread = &mut deciding.upgrade.at_desk.thread;
        let counted = thread.count_message(from, Some(author), rules.messages_per_day, now);
        counted.map_err(|wait| Refusal::TooManyMessages { wait })?;
        match from {
            Side::Customer => thread.customer = Some(author.clone()),
            Side::Desk => thread.desk = Some(author.clone()),
        }
        let message = Message {
            id: MessageId::new(now, chance),
            organisation: deciding.upgrade.organisation.clone(),
            upgrade: deciding.upgrade.id.clone(),
            from,
            author: author.clone(),
            name: name.clone(),
            at: now,
            text: text.clone(),
        };
        deciding.tell(from.by(), What::MessageWritten {});
        let id = message.id.clone();
        deciding.effect(|organisation, upgrade| {
            Effect::Desk(DeskEffect::TellMessage { organisation, upgrade, message: id })
        });
        let decided = match from {
            Side::Customer => deciding.finish(from.actor(author), Verb::WriteMessage.name(), "written"),
            Side::Desk => deciding.finish_quietly(from.actor(author), Verb::WriteMessage.name(), "written"),
        };
        Ok((message, decided))
    }

    /// A side has read all messages; `None` when nothing was new to it.
    pub fn read_messages(self, side: Side, by: &AccountId, now: Timestamp) -> Result<Option<Decided>, Refusal> {
        if !self.at_desk.thread.is_new_to(side) {
            return Ok(None);
        }
        if side == Side::Desk {
            self.not_his_own(by)?;
        }
        let mut deciding = Deciding::on(self, now);
        deciding.upgrade.at_desk.thread.read_by(side, Some(by), now);
        Ok(Some(deciding.finish_quietly(side.actor(by), "read-messages", "read")))
    }
}
