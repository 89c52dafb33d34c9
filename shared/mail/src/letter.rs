//! What there is to tell.

use std::fmt;

use domain::document::DocumentRefusal;
use domain::ids::{MeansId, UpgradeId};
use domain::level::AssuranceLevel;
use domain::ticket::Reference;
use domain::upgrade::checklist::Check;
use domain::upgrade::refusal::Reason;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::accounts::AccountNews;
use crate::budget::BudgetNews;
use crate::businesses::BusinessNews;
use crate::codes::CodesNews;
use crate::collections::CollectionNews;
use crate::desk::DeskNews;
use crate::folders::FolderNews;
use crate::identity::IdentityNews;
use crate::invoices::InvoiceNews;
use crate::mandates::MandateLetter;
use crate::orders::{CounterNews, OrderNews};
use crate::overviews::OverviewNews;
use crate::people::PeopleNews;
use crate::submissions::SubmissionNews;
use crate::ticket::{TicketNews, Untaken};

/// A mail, before it has words. Secrets are borrowed for as long as it takes to render them and are never printed.
pub enum Letter<'a> {
    /// Confirm that the address is yours: the link of a new account (S18).
    Confirm {
        /// The secret of the link.
        token: &'a str,
        /// Until when the link works.
        until: Timestamp,
    },
    /// The initial password, for whoever chose it by mail (S7).
    InitialPassword {
        /// The password.
        password: &'a str,
        /// Until when it opens anything.
        until: Timestamp,
    },
    /// Somebody registered an address that has an account (S10).
    AlreadyRegistered,
    /// Choose a new password.
    Reset {
        /// The secret of the link.
        token: &'a str,
        /// Until when the link works.
        until: Timestamp,
    },
    /// The password was changed (S6).
    PasswordChanged {
        /// When.
        at: Timestamp,
    },
    /// A log-in from a device that was not known.
    NewLogIn {
        /// When.
        at: Timestamp,
        /// The browser or app, as told by the request: anybody's text.
        device: &'a str,
    },
    /// A used-up refresh token came back; its sessions were ended (S27).
    SessionTheft {
        /// When.
        at: Timestamp,
    },
    /// A recovery code was used (S33).
    RecoveryCodeUsed {
        /// When.
        at: Timestamp,
        /// How many are left.
        left: u32,
    },
    /// The second factor was set up, removed, or its codes were renewed (S35).
    SecondFactorChanged {
        /// When.
        at: Timestamp,
        /// Whether logging in asks for it now.
        on: bool,
    },
    /// eHerkenning was linked to the account, or is no longer (S38).
    EherkenningChanged {
        /// When.
        at: Timestamp,
        /// Whether it is linked now.
        linked: bool,
    },
    /// An upgrade was handed in.
    UpgradeReceived {
        /// Which.
        case: Case<'a>,
        /// The day by which the customer was promised to hear.
        promised_for: Option<Date>,
    },
    /// Something is missing before an upgrade can go on.
    SomethingMissing {
        /// Which.
        case: Case<'a>,
        /// What is missing.
        missing: Vec<Missing>,
    },
    /// Staff refused an upgrade for now.
    Refused {
        /// Which.
        case: Case<'a>,
        /// Why, from the list.
        reason: Reason,
        /// What the colleague wrote.
        text: &'a str,
    },
    /// An upgrade was approved; the activation code (S22).
    Approved {
        /// Which.
        case: Case<'a>,
        /// The means to activate.
        means: &'a MeansId,
        /// The code, as the customer types it.
        code: &'a str,
        /// Until when it works.
        until: Timestamp,
    },
    /// About an invoice.
    Invoice(InvoiceNews<'a>),
    /// About the budget of an access code.
    Budget(BudgetNews<'a>),
    /// About a member business.
    Business(BusinessNews<'a>),
    /// About means and the people who have them.
    People(PeopleNews<'a>),
    /// About access codes and the main user.
    Codes(CodesNews<'a>),
    /// About another address for an account, and about deleting one.
    Account(AccountNews<'a>),
    /// What came of an order of a product of the register.
    Order(OrderNews<'a>),
    /// What came of an order without an account, with the link to it.
    CounterOrder(CounterNews<'a>),
    /// About a direct-debit mandate.
    Mandate(MandateLetter<'a>),
    /// What came of an overview of what was spent.
    Overview(OverviewNews),
    /// About documents of a member business.
    Folder(FolderNews<'a>),
    /// About a collection by direct debit.
    Collection(CollectionNews<'a>),
    /// A means works at its new level.
    Activated {
        /// By which upgrade.
        case: Case<'a>,
    },
    /// Something about a case between its events.
    Desk {
        /// Which.
        case: Case<'a>,
        /// What.
        news: DeskNews<'a>,
    },
    /// Something happened to a filled form.
    Submission(SubmissionNews<'a>),
    /// Something about a question to the service desk.
    Ticket {
        /// Its number.
        reference: Reference,
        /// What.
        news: TicketNews<'a>,
    },
    /// To the desk's mailbox: a customer wrote on a case that nobody has in hand.
    UntakenCase(Untaken<'a>),
    /// Something about being identified.
    Identity {
        /// For which upgrade.
        case: Case<'a>,
        /// What.
        news: IdentityNews<'a>,
    },
    /// Read and sign: the link into the signing room.
    SignerInvited {
        /// Which upgrade.
        case: Case<'a>,
        /// The signer's full name.
        name: &'a str,
        /// The secret of the link.
        token: &'a str,
        /// Until when the link works.
        until: Timestamp,
    },
    /// The same once more, with another link.
    SignerReminded {
        /// Which upgrade.
        case: Case<'a>,
        /// The signer's full name.
        name: &'a str,
        /// The secret of the link.
        token: &'a str,
        /// Until when the link works.
        until: Timestamp,
    },
    /// The code to sign with: in a mail of its own, without the link.
    SigningCode {
        /// Six digits.
        code: &'a str,
        /// Until when it works.
        until: Timestamp,
    },
    /// To the signer: he signed.
    SignatureConfirmed {
        /// Which upgrade.
        case: Case<'a>,
        /// The signer's full name.
        name: &'a str,
        /// When.
        at: Timestamp,
    },
    /// To whoever started it: somebody signed.
    SignerSigned {
        /// Which upgrade.
        case: Case<'a>,
        /// The signer's full name.
        name: &'a str,
        /// How many signed, of how many that must.
        progress: (usize, usize),
    },
    /// To whoever started it: enough have signed.
    AllSigned {
        /// Which upgrade.
        case: Case<'a>,
        /// How many signed, of how many that must.
        progress: (usize, usize),
    },
    /// To whoever started it: somebody will not sign.
    SignerDeclined {
        /// Which upgrade.
        case: Case<'a>,
        /// The signer's full name.
        name: &'a str,
        /// Why, in the signer's words.
        reason: &'a str,
    },
    /// To an address a signer's link does not go to any more.
    SignerReplaced {
        /// Which upgrade.
        case: Case<'a>,
        /// The signer's full name.
        name: &'a str,
    },
}

/// The upgrade a letter is about.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// Its id, for the link.
    pub upgrade: &'a UpgradeId,
    /// The number of the means.
    pub means_number: &'a str,
    /// The name of the organisation.
    pub organisation: &'a str,
    /// The level before.
    pub from: Option<AssuranceLevel>,
    /// The level asked for.
    pub to: AssuranceLevel,
}

/// One thing that is missing. The most exact of what is known is said: why the document was not taken, why the check failed, or just
/// what the check asks.
#[derive(Debug, Clone, Copy)]
pub struct Missing {
    /// The check that waits for the customer.
    pub check: Check,
    /// Why it failed, if it did.
    pub reason: Option<Reason>,
    /// Why the document handed in for it was not taken, if that is what happened.
    pub document: Option<DocumentRefusal>,
}

impl Letter<'_> {
    /// The kind of letter, for logs and counts.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Confirm { .. } => "confirm",
            Self::InitialPassword { .. } => "initial-password",
            Self::AlreadyRegistered => "already-registered",
            Self::Reset { .. } => "reset",
            Self::PasswordChanged { .. } => "password-changed",
            Self::NewLogIn { .. } => "new-log-in",
            Self::SessionTheft { .. } => "session-theft",
            Self::RecoveryCodeUsed { .. } => "recovery-code-used",
            Self::SecondFactorChanged { .. } => "second-factor-changed",
            Self::EherkenningChanged { .. } => "eherkenning-changed",
            Self::UpgradeReceived { .. } => "upgrade-received",
            Self::SomethingMissing { .. } => "something-missing",
            Self::Refused { .. } => "refused",
            Self::Approved { .. } => "approved",
            Self::Activated { .. } => "activated",
            Self::Desk { news, .. } => news.kind(),
            Self::Invoice(news) => news.kind(),
            Self::Budget(news) => news.kind(),
            Self::Business(news) => news.kind(),
            Self::People(news) => news.kind(),
            Self::Order(news) => news.kind(),
            Self::CounterOrder(news) => news.kind(),
            Self::Mandate(news) => news.kind(),
            Self::Overview(news) => news.kind(),
            Self::Folder(news) => news.kind(),
            Self::Collection(news) => news.kind(),
            Self::Codes(news) => news.kind(),
            Self::Account(news) => news.kind(),
            Self::SignerInvited { .. } => "signer-invited",
            Self::SignerReminded { .. } => "signer-reminded",
            Self::SigningCode { .. } => "signing-code",
            Self::SignatureConfirmed { .. } => "signature-confirmed",
            Self::SignerSigned { .. } => "signer-signed",
            Self::AllSigned { .. } => "all-signed",
            Self::SignerDeclined { .. } => "signer-declined",
            Self::SignerReplaced { .. } => "signer-replaced",
            Self::Identity { news, .. } => news.kind(),
            Self::Submission(news) => news.kind(),
            Self::Ticket { news, .. } => news.kind(),
            Self::UntakenCase(_) => "untaken-case",
        }
    }
}

impl fmt::Debug for Letter<'_> {
    /// Only the kind: a letter holds links, passwords and codes, and names of people (S60).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind())
    }
}
