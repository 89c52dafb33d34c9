//! Letters about another address for an account, and about deleting one (seed 003).

use jiff::Timestamp;

use crate::compose::{Content, Writer, one_line};

/// What there is to tell.
#[derive(Clone, Copy)]
pub enum AccountNews<'a> {
    /// To the old mailbox: confirm that the account leaves it, or stop that.
    LeaveAddress {
        /// The address the account is to get.
        new: &'a str,
        /// The secret of the link.
        token: &'a str,
        /// Until when the link works.
        until: Timestamp,
    },
    /// To the new mailbox: confirm that the account gets it.
    TakeAddress {
        /// The secret of the link.
        token: &'a str,
        /// Until when the link works.
        until: Timestamp,
    },
    /// To the new mailbox: somebody wanted it for another account, which it cannot be (S10).
    AddressTaken,
    /// To the old mailbox: the desk was asked to change the address, and how to stop it.
    DeskChanges {
        /// The address the account is to get.
        new: &'a str,
        /// The secret of the link.
        token: &'a str,
        /// Until when the link works.
        until: Timestamp,
    },
    /// To the old mailbox: the address was changed, and how to undo it.
    AddressLeft {
        /// The address the account has now.
        new: &'a str,
        /// When.
        at: Timestamp,
        /// The secret of the link.
        token: &'a str,
        /// Until when the link works.
        until: Timestamp,
    },
    /// To the new mailbox: the account has this address now.
    AddressTakenOver {
        /// When.
        at: Timestamp,
    },
    /// To the old mailbox: the change was stopped or undone.
    AddressKept {
        /// When.
        at: Timestamp,
    },
    /// To the new mailbox: the change was stopped or undone; this address opens nothing.
    AddressNotTaken {
        /// When.
        at: Timestamp,
    },
    /// The account will be deleted, and how to take that back.
    DeletionAsked {
        /// From when.
        due: Timestamp,
        /// The secret of the link.
        token: &'a str,
    },
    /// The account stays.
    DeletionTakenBack,
    /// The account was deleted.
    Deleted {
        /// When.
        at: Timestamp,
    },
}

impl AccountNews<'_> {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::LeaveAddress { .. } => "leave-address",
            Self::TakeAddress { .. } => "take-address",
            Self::AddressTaken => "address-taken",
            Self::DeskChanges { .. } => "desk-changes-address",
            Self::AddressLeft { .. } => "address-left",
            Self::AddressTakenOver { .. } => "address-taken-over",
            Self::AddressKept { .. } => "address-kept",
            Self::AddressNotTaken { .. } => "address-not-taken",
            Self::DeletionAsked { .. } => "deletion-asked",
            Self::DeletionTakenBack => "deletion-taken-back",
            Self::Deleted { .. } => "account-deleted",
        }
    }
}

impl Writer<'_> {
    pub(crate) fn accounts(&self, news: &AccountNews<'_>) -> Content {
        let letters = &self.words.letters;
        match news {
            AccountNews::LeaveAddress { new, token, until } => {
                let values = [("new", &*one_line(new)), ("until", &self.at(*until))];
                self.sheet(&letters.leave_address, &values, &format!("/new-address?from=old#token={token}"))
            }
            AccountNews::TakeAddress { token, until } => {
                let values = [("until", &*self.at(*until))];
                self.sheet(&letters.take_address, &values, &format!("/new-address#token={token}"))
            }
            AccountNews::AddressTaken => self.sheet(&letters.address_taken, &[], "/log-in"),
            AccountNews::DeskChanges { new, token, until } => {
                let values = [("new", &*one_line(new)), ("until", &self.at(*until))];
                self.sheet(&letters.desk_changes_address, &values, &format!("/keep-address#token={token}"))
            }
            AccountNews::AddressLeft { new, at, token, until } => {
                let values = [("new", &*one_line(new)), ("at", &self.at(*at)), ("until", &self.at(*until))];
                self.sheet(&letters.address_left, &values, &format!("/keep-address#token={token}"))
            }
            AccountNews::AddressTakenOver { at } => {
                self.sheet(&letters.address_taken_over, &[("at", &self.at(*at))], "/log-in")
            }
            AccountNews::AddressKept { at } => {
                self.sheet(&letters.address_kept, &[("at", &self.at(*at))], "/lost-access")
            }
            AccountNews::AddressNotTaken { at } => {
                self.sheet(&letters.address_not_taken, &[("at", &self.at(*at))], "/help")
            }
            AccountNews::DeletionAsked { due, token } => {
                let values = [("due", &*self.at(*due))];
                self.sheet(&letters.deletion_asked, &values, &format!("/keep-account#token={token}"))
            }
            AccountNews::DeletionTakenBack => self.sheet(&letters.deletion_taken_back, &[], "/account"),
            AccountNews::Deleted { at } => self.sheet(&letters.account_deleted, &[("at", &self.at(*at))], "/register"),
        }
    }
}
