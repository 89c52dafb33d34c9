//! What is made for a business in the background: a zip of its documents, or a template with its data filled in. It stands ready for seven days.

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::effect::{Effect, FolderEffect, Print};
use crate::folder::TopicId;
use crate::ids::{AccountId, BusinessId, ParcelId, TemplateId};
use crate::language::Language;

/// For how long it stands ready.
pub const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How many of a business may be made at once.
pub const MOST_AT_ONCE: usize = 5;
/// How often making one is begun before it is given up.
pub const MOST_ATTEMPTS: u32 = 6;
/// The most bytes of documents in one zip: what a function has time to read.
pub const MOST_BYTES: u64 = 4 * 1024 * 1024 * 1024 - 64 * 1024 * 1024;

/// What is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wish", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Wish {
    /// The latest version of every document, or of those in one folder, as one zip.
    Zip {
        /// Of which folder; of all when none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        topic: Option<TopicId>,
    },
    /// A template with the data of the business in it, as PDF.
    Template {
        /// Which.
        template: TemplateId,
    },
}

/// Something that is made for a business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Parcel {
    /// Its id.
    pub id: ParcelId,
    /// For which business.
    pub business: BusinessId,
    /// Who asked.
    pub account: AccountId,
    /// What for.
    pub wish: Wish,
    /// In which language it is written.
    pub language: Language,
    /// When.
    pub asked_at: Timestamp,
    /// How far it is.
    pub state: State,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum State {
    /// Nobody has begun, or somebody is at it.
    Making {
        /// How much of it is done, 0 to 100.
        progress: u8,
    },
    /// It stands ready.
    Ready {
        /// Since when.
        at: Timestamp,
        /// How large it is.
        bytes: u64,
        /// How many documents are in it.
        documents: u32,
    },
    /// It could not be made.
    Failed {
        /// Since when.
        at: Timestamp,
        /// Why.
        reason: ParcelFailure,
    },
}

/// Why it could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ParcelFailure {
    /// There is nothing in it.
    Empty,
    /// It would be larger than [`MOST_BYTES`]: one folder at a time may do.
    TooLarge,
    /// Our mistake.
    Broken,
}

impl Parcel {
    /// One that is asked for now, with what sets its making in motion.
    pub fn ask(
        id: ParcelId,
        (business, account): (BusinessId, AccountId),
        wish: Wish,
        language: Language,
        now: Timestamp,
    ) -> (Self, Effect) {
        let print = Print::Parcel { business: business.clone(), parcel: id.clone() };
        let state = State::Making { progress: 0 };
        (Self { id, business, account, wish, language, asked_at: now, state }, Effect::Print(print))
    }

    /// Whether it is still to be made.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, State::Making { .. })
    }

    /// Until when it is there.
    pub fn until(&self) -> Timestamp {
        let from = match self.state {
            State::Ready { at, .. } | State::Failed { at, .. } => at,
            State::Making { .. } => self.asked_at,
        };
        from.saturating_add(KEPT).unwrap_or(from)
    }

    /// Whether it may be downloaded.
    pub fn is_downloadable(&self, now: Timestamp) -> bool {
        matches!(self.state, State::Ready { .. }) && now < self.until()
    }

    /// So much of it is done.
    #[must_use]
    pub fn at_progress(self, progress: u8) -> Self {
        Self { state: State::Making { progress: progress.min(100) }, ..self }
    }

    /// It stands ready, with the mail that tells so: of a zip only, a filled-in template is awaited on the page.
    pub fn made(self, bytes: u64, documents: u32, now: Timestamp) -> (Self, Option<Effect>) {
        let parcel = Self { state: State::Ready { at: now, bytes, documents }, ..self };
        let told = parcel.told();
        (parcel, told)
    }

    /// It could not be made, with the mail that tells so.
    pub fn failed(self, reason: ParcelFailure, now: Timestamp) -> (Self, Option<Effect>) {
        let parcel = Self { state: State::Failed { at: now, reason }, ..self };
        let told = parcel.told();
        (parcel, told)
    }

    fn told(&self) -> Option<Effect> {
        match self.wish {
            Wish::Zip { .. } => Some(Effect::Folder(FolderEffect::TellMade {
                business: self.business.clone(),
                parcel: self.id.clone(),
            })),
            Wish::Template { .. } => None,
        }
    }

    /// Where it lies in the bucket.
    pub fn file_key(&self) -> String {
        format!("parcels/{}/{}", self.business, self.id)
    }

    /// What it is called when it is downloaded.
    pub fn file_name(&self) -> String {
        let day = self.asked_at.strftime("%Y-%m-%d");
        let word = |de: &'static str, nl: &'static str, en: &'static str| match self.language {
            Language::German => de,
            Language::Dutch => nl,
            Language::English => en,
        };
        match &self.wish {
            Wish::Zip { topic: None } => format!("{}-{day}.zip", word("Dokumente", "documenten", "documents")),
            Wish::Zip { topic: Some(topic) } => match topic.topic() {
                Some(topic) => format!("{}-{day}.zip", topic.title.in_language(self.language)),
                None => format!("{topic}-{day}.zip"),
            },
            Wish::Template { .. } => format!("{}-{day}.pdf", word("Vorlage", "sjabloon", "template")),
        }
    }

    /// The parcel as it is told outside.
    pub fn view(&self) -> ParcelView {
        let (state, progress, bytes, documents, reason) = match self.state {
            State::Making { progress } => (ParcelStateName::Making, Some(progress), None, None, None),
            State::Ready { bytes, documents, .. } => (ParcelStateName::Ready, None, Some(bytes), Some(documents), None),
            State::Failed { reason, .. } => (ParcelStateName::Failed, None, None, None, Some(reason)),
        };
        let (topic, template_id) = match &self.wish {
            Wish::Zip { topic } => (topic.clone(), None),
            Wish::Template { template } => (None, Some(template.clone())),
        };
        ParcelView {
            parcel_id: self.id.clone(),
            topic,
            template_id,
            state,
            progress,
            bytes,
            documents,
            reason,
            asked_at: self.asked_at,
            until: self.until(),
        }
    }
}

/// How far a parcel is, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ParcelStateName {
    /// It is being made, or waits to be.
    Making,
    /// It stands ready.
    Ready,
    /// It could not be made.
    Failed,
}

/// A parcel as it stands on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Parcel")]
pub struct ParcelView {
    /// Its id.
    pub parcel_id: ParcelId,
    /// Of which folder the zip is; of all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<TopicId>,
    /// Which template was filled in, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template_id: Option<TemplateId>,
    /// How far it is.
    pub state: ParcelStateName,
    /// How much of it is done, 0 to 100, while it is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<u8>,
    /// How large it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// How many documents are in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documents: Option<u32>,
    /// Why it could not be made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ParcelFailure>,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// Until when it is there.
    pub until: Timestamp,
}
