//! What ordering, spending, invoices and overviews set in motion.

use serde::{Deserialize, Serialize};

use crate::ids::{AccessCodeId, AccountId, InvoiceId, OrderId, OrganisationId, OverviewId};
use crate::invoice::Step;
use crate::overview::Pace;
use crate::spend::Month;

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
    /// Mail that an invoice was taken back.
    TellCredited {
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
