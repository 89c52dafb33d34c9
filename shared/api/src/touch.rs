//! What an operation touches in the table, the keys table, the bucket. A function's permissions are printed from this, and the store
//! holds every call to it on one machine too, so a missing or a needless declaration shows in the first test.

/// A part of the table: all items whose partition key begins with its prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// A person's account and the sessions it has open.
    Account,
    /// What one logs in by: an e-mail address now, an access code later.
    Login,
    /// An open session.
    Session,
    /// A one-time link, by the hash of its token.
    Link,
    /// Attempt counters.
    Counter,
    /// An organisation with its people, means, upgrades and documents.
    Organisation,
    /// The timeline of an upgrade.
    Timeline,
    /// Papers by the code printed on them.
    Paper,
    /// The desk's queues: an index over upgrades that wait for staff, and the figures of how long they wait.
    Queue,
    /// Upgrades by the time Balie next looks after them by itself: an index.
    Due,
    /// Effects that wait to be performed.
    Outbox,
    /// Effects that were performed.
    Done,
    /// The audit trail: written once, never changed (S57).
    Audit,
    /// Answers to writes that carried an idempotency key.
    Idempotency,
    /// What the partner who identifies people told, by event, and when something of an invitation is due.
    Courier,
    /// Published editions of the tables: catalogue, prices, rules. Made once, never changed.
    Edition,
    /// Discount codes, and which means used them.
    Discount,
    /// Which means has a right to a service, by the service.
    Right,
    /// Orders of products of the register, and what was delivered for them.
    Order,
    /// What organisations spent: lines, totals, the head of each month.
    Spend,
    /// Invoices, and the series their numbers come from.
    Invoice,
    /// Overviews of what was spent: asked for, scheduled, ready.
    Overview,
    /// Questions to the service desk, with their threads.
    Ticket,
    /// eHerkenning identities that were linked, and log-ins under way at the broker.
    Broker,
    /// Member businesses, the letters with their PIN, and who opened them.
    Business,
    /// Direct-debit mandates.
    Mandate,
    /// Collections by direct debit, and what was returned.
    Collection,
    /// The folders of member businesses, their files, and templates.
    Folder,
    /// Forms, as staff publish them.
    Form,
    /// Forms that were filled in.
    Submission,
}

impl Part {
    /// Every part, for the page that shows the whole table.
    pub const ALL: [Self; 30] = [
        Self::Account,
        Self::Login,
        Self::Session,
        Self::Link,
        Self::Counter,
        Self::Organisation,
        Self::Timeline,
        Self::Paper,
        Self::Queue,
        Self::Due,
        Self::Outbox,
        Self::Done,
        Self::Audit,
        Self::Idempotency,
        Self::Courier,
        Self::Edition,
        Self::Discount,
        Self::Right,
        Self::Order,
        Self::Spend,
        Self::Invoice,
        Self::Overview,
        Self::Ticket,
        Self::Broker,
        Self::Business,
        Self::Mandate,
        Self::Collection,
        Self::Folder,
        Self::Form,
        Self::Submission,
    ];

    /// What the partition keys of this part begin with.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Account => "ACC#",
            Self::Login => "LOGIN#",
            Self::Session => "SES#",
            Self::Link => "LINK#",
            Self::Counter => "COUNT#",
            Self::Organisation => "ORG#",
            Self::Timeline => "UPG#",
            Self::Paper => "PAPER#",
            Self::Queue => "QUEUE#",
            Self::Due => "DUE#",
            Self::Outbox => "OUTBOX#",
            Self::Done => "DONE#",
            Self::Audit => "AUDIT#",
            Self::Idempotency => "IDEM#",
            Self::Courier => "COURIER#",
            Self::Edition => "EDITION#",
            Self::Discount => "DISCOUNT#",
            Self::Right => "RIGHT#",
            Self::Order => "ORDER#",
            Self::Spend => "SPEND#",
            Self::Invoice => "INVOICE#",
            Self::Overview => "OVERVIEW#",
            Self::Ticket => "TICKET#",
            Self::Broker => "BROKER#",
            Self::Business => "BUSINESS#",
            Self::Mandate => "MANDATE#",
            Self::Collection => "COLLECTION#",
            Self::Folder => "FOLDER#",
            Self::Form => "FORM#",
            Self::Submission => "SUBMISSION#",
        }
    }
}

/// What is done to a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Touch {
    /// The part.
    pub part: Part,
    /// Items are read by key.
    pub read: bool,
    /// Items are listed by a query.
    pub list: bool,
    /// Items are put.
    pub put: bool,
    /// Items are changed in place.
    pub update: bool,
    /// Items are deleted.
    pub delete: bool,
}

impl Touch {
    const fn nothing(part: Part) -> Self {
        Self { part, read: false, list: false, put: false, update: false, delete: false }
    }

    /// Read by key.
    pub const fn read(part: Part) -> Self {
        Self { read: true, ..Self::nothing(part) }
    }

    /// List by query.
    pub const fn list(part: Part) -> Self {
        Self { list: true, ..Self::nothing(part) }
    }

    /// Put only: items are made and never changed.
    pub const fn put(part: Part) -> Self {
        Self { put: true, ..Self::nothing(part) }
    }

    /// Read and put: the ordinary load, decide, keep.
    pub const fn write(part: Part) -> Self {
        Self { read: true, put: true, ..Self::nothing(part) }
    }

    /// Change in place.
    pub const fn update(part: Part) -> Self {
        Self { update: true, ..Self::nothing(part) }
    }

    /// Delete.
    pub const fn delete(part: Part) -> Self {
        Self { delete: true, ..Self::nothing(part) }
    }

    /// This and the other, of the same part.
    pub const fn and(self, other: Self) -> Self {
        Self {
            part: self.part,
            read: self.read || other.read,
            list: self.list || other.list,
            put: self.put || other.put,
            update: self.update || other.update,
            delete: self.delete || other.delete,
        }
    }
}

/// A kind of key in the keys table, with a partition and so a permission of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeySet {
    /// Public halves of the signing keys, for whoever checks an access token.
    Verification,
    /// Private halves: only functions that issue tokens may read them (S25).
    Signing,
    /// The pepper of password hashes (S2) and of codes (S22).
    Pepper,
    /// The key that turns identifiers into index keys, and signs device cookies.
    Index,
    /// The key that encrypts personal fields and second-factor secrets (S32, S58).
    Data,
    /// What the partner who identifies people and we sign messages to each other with (S62).
    Courier,
    /// What shows the broker of eHerkenning that a request is ours: a secret of his, or a key whose public half he has.
    Broker,
}

impl KeySet {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Verification, Self::Signing, Self::Pepper, Self::Index, Self::Data, Self::Courier, Self::Broker];

    /// The partition key in the keys table.
    pub const fn partition(self) -> &'static str {
        match self {
            Self::Verification => "VERIFICATION",
            Self::Signing => "SIGNING",
            Self::Pepper => "PEPPER",
            Self::Index => "INDEX",
            Self::Data => "DATA",
            Self::Courier => "COURIER",
            Self::Broker => "BROKER",
        }
    }
}

/// What is done with files in the uploads bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileTouch {
    /// Sign an upload into quarantine.
    ReceiveIntoQuarantine,
    /// Take a file into quarantine in parts: begin, sign the parts, tell which are there, put them together, drop them.
    ReceiveInParts,
    /// Judge what lies in quarantine: read it, release or remove it.
    JudgeQuarantine,
    /// Let somebody download what was released.
    ReadReleased,
    /// Let the desk download a copy of an identity document while it decides (S51).
    ReadIdentity,
    /// Delete copies of identity documents once it was decided (S51).
    DeleteIdentity,
    /// Lay down papers that Balie made, and let somebody download them.
    MakePapers,
    /// Let somebody download papers.
    ReadPapers,
    /// Delete the papers of mandates that were kept for long enough.
    DeleteMandatePapers,
    /// Lay down overviews of what was spent.
    MakeOverviews,
    /// Let somebody download an overview.
    ReadOverviews,
    /// Delete overviews whose time is over.
    DeleteOverviews,
    /// Put documents that were released together for a business, or fill in a template, and lay that down.
    MakeParcels,
    /// Let somebody download what was made so.
    ReadParcels,
    /// Delete documents that were released and are not wanted any more.
    DeleteReleased,
    /// Lay down letters with a PIN, and take away again what was laid down for nothing.
    MakePinLetters,
    /// Let the desk download a letter with a PIN, to print it.
    ReadPinLetters,
    /// Delete letters with a PIN that opens nothing any more, or whose time to be printed is over.
    DeletePinLetters,
}
