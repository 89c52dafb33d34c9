//! What a decision sets in motion: the payloads of the outbox. A decision names the effect, the table keeps it in the same transaction as
//! the state (S53), a worker performs it. Secrets are never in here: links, codes and initial passwords are drawn when the mail is made.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::account::TokenHash;
use crate::catalogue::rise::AnnouncedRise;
use crate::email::Email;
use crate::ids::{
    AccessCodeId, AccountId, AppointmentId, BatchId, InvoiceId, MeansId, MessageId, OrderId, OrganisationId,
    OverviewId, SignerId, TicketId, UpgradeId,
};
use crate::invoice::Step;
use crate::language::Language;
use crate::lapse::Subject;
use crate::overview::Pace;
use crate::spend::Month;
use crate::ticket::Reference;
use crate::upgrade::queue::QueueMove;
use crate::upgrade::reminders::Nudge;
use crate::upgrade::timeline::Moved;

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
    /// To do with means and the people who have them.
    Means(MeansEffect),
    /// To do with access codes and the main user.
    Code(CodeEffect),
    /// To do with the catalogue of services.
    Catalogue(CatalogueEffect),
    /// To do with invoices.
    Invoice(InvoiceEffect),
    /// To do with orders of products of the register.
    Order(OrderEffect),
    /// To do with what is spent.
    Spend(SpendEffect),
    /// A paper or a file is to be made, in the background, by `render-papers`.
    Print(Print),
    /// To do with overviews of what was spent.
    Overview(OverviewEffect),
}

/// A paper or a file that is made in the background. It waits in a lane of the outbox of its own ([`Effect::is_printed`]): making it takes as
/// long as there is to print, and mails must not wait for it. The crate `press` says how to add one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "paper", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Print {
    /// An overview of what was spent.
    Overview {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Whose: the account that asked for it; none for one that the organisation gets by schedule.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<AccountId>,
        /// Which overview.
        overview: OverviewId,
    },
    /// An invoice.
    Invoice {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which invoice.
        invoice: InvoiceId,
    },
    /// An extract that somebody without an account paid for.
    CounterOrder {
        /// Which order.
        order: OrderId,
    },
    /// What was ordered.
    Order {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which order.
        order: OrderId,
    },
}

/// What overviews of what was spent set in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum OverviewEffect {
    /// Tell that an overview is ready, or that it could not be made.
    TellMade {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Whose: the account that asked for it; none for one that the organisation gets by schedule.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<AccountId>,
        /// Which overview.
        overview: OverviewId,
    },
    /// Ask for the overviews of the next organisations of a shard that get one by schedule, and go on with those after them.
    SendShard {
        /// How often they get one.
        pace: Pace,
        /// The last month it is about.
        until: Month,
        /// Which shard.
        shard: u8,
    },
}

impl Effect {
    /// Whether it waits for `render-papers` rather than for `perform-effects`.
    pub const fn is_printed(&self) -> bool {
        matches!(self, Self::Print(_))
    }
}

/// What spending sets in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum SpendEffect {
    /// Mail that so much of the budget of an access code is spent.
    TellBudget {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which code.
        code: AccessCodeId,
        /// In which month.
        month: Month,
        /// What was reached, in percent.
        percent: u8,
        /// To whom.
        account: AccountId,
    },
}

/// What invoices set in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum InvoiceEffect {
    /// Set out the invoices of one shard of a month, a part at a time.
    CloseShard {
        /// Which month.
        month: Month,
        /// Which shard of its index.
        shard: u8,
        /// Where the part before ended.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<String>,
        /// Whether a part before had organisations without an invoice.
        #[serde(default)]
        open: bool,
    },
    /// Close the month of one organisation with its invoice, unless that was done.
    CloseMonth {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which month.
        month: Month,
    },
    /// Mail that there is an invoice.
    TellMade {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which invoice.
        invoice: InvoiceId,
    },
    /// Mail that an invoice was not paid, if it still is not.
    TellStep {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which invoice.
        invoice: InvoiceId,
        /// What follows.
        step: Step,
    },
}

/// What orders set in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum OrderEffect {
    /// Draw a link to what somebody without an account paid for and mail it, or tell that the money was given back.
    TellCounterOutcome {
        /// Which order.
        order: OrderId,
    },
    /// Tell what came of an order that took longer than somebody waits on a page.
    TellOutcome {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which order.
        order: OrderId,
    },
}

/// What signing sets in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum SigningEffect {
    /// Draw a personal link into the signing room and mail it.
    InviteSigner {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Whom.
        signer: SignerId,
    },
    /// Draw another link and mail it with a reminder.
    RemindSigner {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Whom.
        signer: SignerId,
    },
    /// Draw a code, keep its hash, and mail it to the signer whose link it was asked with.
    MailSigningCode {
        /// The hash of that link.
        link: TokenHash,
    },
    /// Confirm to a signer that he signed.
    ConfirmSignature {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// To whom.
        signer: SignerId,
    },
    /// Tell whoever started it that somebody signed.
    TellSigned {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Who did.
        signer: SignerId,
    },
    /// Tell whoever started it that enough have signed.
    TellAllSigned {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
    },
    /// Tell whoever started it that somebody will not sign.
    TellDeclined {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Who will not.
        signer: SignerId,
    },
    /// Tell an address that a signer's link goes to another one from now on.
    TellReplaced {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// The signer as he was.
        signer: SignerId,
    },
}

/// What identifying sets in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum IdentificationEffect {
    /// Ask the partner to identify somebody, and mail the invitation.
    Invite {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Which invitation.
        number: u32,
    },
    /// Remind somebody who has not booked yet.
    Remind {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Which invitation.
        number: u32,
    },
    /// Tell of the place and time that were booked, or became known to the hour.
    TellBooked {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Which invitation.
        number: u32,
        /// Whether the hours are known.
        exactly: bool,
    },
    /// Tell that something differs, and what happens now.
    TellMismatch {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Which invitation.
        number: u32,
    },
    /// Tell that nobody was there, and how to book anew.
    TellNoShow {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Which invitation.
        number: u32,
    },
    /// Tell that the time is over, and how to be invited anew.
    TellExpired {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Which invitation.
        number: u32,
    },
    /// Tell the partner that an invitation is not needed any more.
    CallOff {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Which invitation.
        number: u32,
    },
}

/// What the desk sets in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum DeskEffect {
    /// Tell the other side that there is a message.
    TellMessage {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Which message.
        message: MessageId,
    },
    /// Tell the customer that the date promised has moved, and why.
    TellPromiseMoved {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Why.
        because: Moved,
    },
    /// Remind whoever must act, or tell what became of a case nobody came back to.
    Nudge {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// What is told.
        nudge: Nudge,
    },
    /// Count a case that left a queue of the desk or came into one.
    CountQueueMove {
        /// Which queue.
        moved: QueueMove,
    },
}

/// What questions to the service desk set in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum TicketEffect {
    /// Tell whoever asked the number of his question, and where he finds the answer.
    Confirm {
        /// Which question.
        ticket: TicketId,
    },
    /// Tell whoever asked that there is an answer.
    TellAnswer {
        /// Which question.
        ticket: TicketId,
    },
    /// Tell whoever asked that the question was closed.
    TellClosed {
        /// Which question.
        ticket: TicketId,
    },
    /// Tell the desk that something waits to be read.
    TellDesk {
        /// Which question.
        ticket: TicketId,
    },
    /// Mail the link to a question once more, if the address is the one it was asked from (S10: the request itself does not look).
    SendLink {
        /// The number that was given.
        reference: Reference,
        /// The address that was given.
        email: Email,
    },
}

/// What documents set in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum DocumentEffect {
    /// Delete the copies of identity documents of a case that was decided (S51).
    DeleteIdentityCopies {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
    },
}

/// What access codes and the main user set in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum CodeEffect {
    /// Draw the characters of a code, keep the login they are looked up by, and mail them to the holder (S22).
    MailCode {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which code.
        code: AccessCodeId,
        /// Which of its issues; an earlier one is not mailed any more.
        issue: u32,
    },
    /// Mail a link to choose a first password to somebody an account was opened for.
    Invite {
        /// Whose.
        account: AccountId,
    },
    /// Somebody lost the access code of this address, known or unknown: mail a link to a new one, if the address has a code (S10, S11).
    OfferNewCode {
        /// The address that was given.
        email: Email,
    },
    /// Tell that a code is replaced: its holder, or the main user.
    TellReplaced {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which code.
        code: AccessCodeId,
        /// Whom.
        reader: AccountId,
    },
    /// Tell the holder that his code was ended.
    TellEnded {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which code.
        code: AccessCodeId,
    },
    /// Tell the main user that somebody who has a code in his organisation chose a new password by way of his mailbox.
    TellPasswordReset {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Who chose it.
        account: AccountId,
    },
    /// Tell that the main user handed over: one of the two.
    TellHandedOver {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Who it was.
        from: AccountId,
        /// Who it is.
        to: AccountId,
        /// Whom.
        reader: AccountId,
    },
}

/// What the catalogue of services sets in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum CatalogueEffect {
    /// Note under each service which means has a right to it, so that staff can see whom a rise of its level hurts.
    NoteRights {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which means.
        means: MeansId,
    },
    /// An edition of the catalogue was published: seek everybody whose right will fall short of a level it raises.
    AnnounceRises {
        /// The edition.
        edition: String,
        /// The one that was in force when it was published.
        before: String,
    },
    /// Seek them for one rise, a part at a time, in one of the places a right can stand.
    SeekShortfalls {
        /// The edition that announced it.
        edition: String,
        /// The rise.
        rise: AnnouncedRise,
        /// Which of the places: the service itself, its provider, everything.
        place: u8,
        /// Where the part before ended.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<String>,
    },
    /// Tell the holder of a means that it will fall short, and what to do.
    TellShortfall {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which means.
        means: MeansId,
        /// The edition that announced it.
        edition: String,
        /// The rise.
        rise: AnnouncedRise,
    },
}

/// What means and the people who have them set in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum MeansEffect {
    /// Draw a code for one of those an appointment is announced to, and mail it.
    AnnounceAppointment {
        /// Which appointment.
        appointment: AppointmentId,
        /// Which of those who are told, counted from nought.
        told: u8,
    },
    /// Tell somebody that his role was changed.
    TellRoleChanged {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Whose.
        account: AccountId,
    },
    /// Tell what will lapse soon: the holder, or whoever holds the role.
    TellLapses {
        /// Of which organisation.
        organisation: OrganisationId,
        /// What.
        subject: Subject,
        /// The day it was to be told on.
        on: Date,
    },
    /// Start the upgrades of one part of a batch, and go on with the part after it.
    SendBatchPart {
        /// Of which organisation the batch is.
        organisation: OrganisationId,
        /// Which batch.
        batch: BatchId,
        /// Which part of it, counted from nought.
        part: u32,
    },
    /// Tell the holder that a manager set out to raise his means, and what is asked of him.
    TellHolderOfUpgrade {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
    },
}
