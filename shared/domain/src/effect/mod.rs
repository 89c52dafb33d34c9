//! What a decision sets in motion: the payloads of the outbox. A decision names the effect, the table keeps it in the same transaction as
//! the state (S53), a worker performs it. Secrets are never in here: links, codes and initial passwords are drawn when the mail is made.

mod accounts;
mod business;
mod collections;
mod folders;
mod mandates;
mod means;
mod print;
mod spending;
mod submissions;
mod tickets;
mod upgrades;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::email::Email;
use crate::ids::{AccountId, MeansId, OrganisationId, UpgradeId};
use crate::language::Language;

pub use accounts::AccountEffect;
pub use business::BusinessEffect;
pub use collections::{CollectionEffect, DebitNews};
pub use folders::FolderEffect;
pub use mandates::{MandateEffect, MandateNews};
pub use means::{CatalogueEffect, CodeEffect, MeansEffect};
pub use print::Print;
pub use spending::{InvoiceEffect, OrderEffect, OverviewEffect, SpendEffect};
pub use submissions::SubmissionEffect;
pub use tickets::TicketEffect;
pub use upgrades::{DeskEffect, DocumentEffect, IdentificationEffect, SigningEffect};

/// One thing to be done after the transaction, at most once, retried until it is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Effect {
    /// Somebody asked to register this address, known or unknown: open an account and mail the confirmation link, or mail that it exists
    /// (S10, S11: the request itself does not look).
    WelcomeApplicant {
        /// The address that was given.
        email: Email,
        /// The language of the page it was given on.
        language: Language,
        /// When the terms were accepted.
        accepted_at: Timestamp,
    },
    /// Mail the confirmation link once more, if the address waits for one.
    RepeatConfirmation {
        /// The address that was given.
        email: Email,
    },
    /// Mail a reset link, if the address has an account.
    OfferPasswordReset {
        /// The address that was given.
        email: Email,
    },
    /// Draw an initial password and mail it (S7).
    MailInitialPassword {
        /// Whose.
        account: AccountId,
    },
    /// Tell that the password was changed (S6).
    TellPasswordChanged {
        /// Whose.
        account: AccountId,
    },
    /// End the sessions above the most an account may have open, after a log-in that is nothing to tell of (S31).
    EndSurplusSessions {
        /// Whose.
        account: AccountId,
    },
    /// Tell of a log-in from a device that was not known; and end surplus sessions.
    TellNewLogIn {
        /// Whose.
        account: AccountId,
        /// When.
        at: Timestamp,
        /// The browser or app, as it can be told from the request.
        device: String,
    },
    /// Tell that a used-up refresh token came back and its sessions were ended (S27).
    TellSessionTheft {
        /// Whose.
        account: AccountId,
    },
    /// Tell that a recovery code was used (S33).
    TellRecoveryCodeUsed {
        /// Whose.
        account: AccountId,
    },
    /// Tell that the second factor was set up, removed, or its recovery codes were renewed.
    TellSecondFactorChanged {
        /// Whose.
        account: AccountId,
    },
    /// Tell that eHerkenning was linked to the account, or is no longer.
    TellEherkenningChanged {
        /// Whose.
        account: AccountId,
        /// Whether it is linked now.
        linked: bool,
    },
    /// Tell that an upgrade was handed in.
    TellUpgradeReceived {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
    },
    /// Tell that something is missing before an upgrade can go on.
    TellSomethingMissing {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
    },
    /// Tell that staff refused an upgrade, and what to mend.
    TellUpgradeRefused {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
    },
    /// Draw an activation code, keep its hash, and mail it to the holder (S22).
    MailActivationCode {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
    },
    /// Tell that a means now works at its new level.
    TellMeansActivated {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which means.
        means: MeansId,
        /// By which upgrade.
        upgrade: UpgradeId,
    },
    /// To do with signing.
    Signing(SigningEffect),
    /// To do with being identified.
    Identification(IdentificationEffect),
    /// To do with the desk.
    Desk(DeskEffect),
    /// To do with questions to the service desk.
    Ticket(TicketEffect),
    /// To do with documents.
    Document(DocumentEffect),
    /// To do with the folders of member businesses.
    Folder(FolderEffect),
    /// To do with means and the people who have them.
    Means(MeansEffect),
    /// To do with access codes and the main user.
    Code(CodeEffect),
    /// To do with another address for an account, and with deleting one.
    Account(AccountEffect),
    /// To do with collections by direct debit.
    Collection(CollectionEffect),
    /// To do with direct-debit mandates.
    Mandate(MandateEffect),
    /// To do with the catalogue of services.
    Catalogue(CatalogueEffect),
    /// To do with invoices.
    Invoice(InvoiceEffect),
    /// To do with orders of products of the register.
    Order(OrderEffect),
    /// To do with what is spent.
    Spend(SpendEffect),
    /// To do with filled forms.
    Submission(SubmissionEffect),
    /// A paper or a file is to be made, in the background, by `render-papers`.
    Print(Print),
    /// To do with overviews of what was spent.
    Overview(OverviewEffect),
    /// To do with member businesses.
    Business(BusinessEffect),
}

impl Effect {
    /// Whether it waits for `render-papers` rather than for `perform-effects`.
    pub const fn is_printed(&self) -> bool {
        matches!(self, Self::Print(_))
    }
}
