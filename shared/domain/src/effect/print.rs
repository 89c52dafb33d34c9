//! What is printed in the background: papers and files.

use serde::{Deserialize, Serialize};

use crate::ids::{
    AccountId, BusinessId, InvoiceId, MandateId, OrderId, OrganisationId, OverviewId, ParcelId, PinLetterId,
    SubmissionId,
};

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
    /// The note that takes an invoice back.
    CreditNote {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which invoice.
        invoice: InvoiceId,
    },
    /// The mandate a business signed, and for B2B what its bank is to be told.
    Mandate {
        /// Of which business.
        business: BusinessId,
        /// Which mandate.
        mandate: MandateId,
        /// As it was signed that many times.
        revision: u32,
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
    /// Something for a member business to download: a zip of its documents, a template filled in.
    Parcel {
        /// For which business.
        business: BusinessId,
        /// Which.
        parcel: ParcelId,
    },
    /// A filled form, by its layout.
    Submission {
        /// Which one.
        submission: SubmissionId,
    },
    /// The certificate of entry of a contract.
    Certificate {
        /// Of which submission.
        submission: SubmissionId,
    },
    /// The letter with the PIN of a member business: the PIN is drawn as it is set.
    PinLetter {
        /// Of which business.
        business: BusinessId,
        /// Which letter.
        letter: PinLetterId,
    },
}
