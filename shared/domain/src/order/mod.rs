//! Orders of products of the register, domain.md 4.1 and 4.2.
//!
//! What is delivered is charged, and nothing else: the line of what was spent is written in the one transaction that makes an order ready. So
//! an order that fails, or waits because the register works on the company, costs nothing, and no invoice ever has to take a line back.

mod counter;
mod delivery;
mod sheet;
mod view;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::chance::Chance;
use crate::ids::{AccountId, LineId, OrderId, OrganisationId};
use crate::language::Language;
use crate::name::Reference;
use crate::organisation::{HeldCode, Membership};
use crate::product::{ProductList, RegisterProduct};
use crate::spend::{Month, Subject};

pub use counter::{COUNTER_PRODUCT, CounterOpener, CounterOrder, CounterState, CounterView, Payments};
pub use delivery::{NotDelivered, PATIENCE, Postponed, Waits};
pub use sheet::{Entry, Filing, Heading, Row, Sheet, SheetSection, Value, fingerprint};
pub use view::{OpenedOrder, OrderStateView, OrderView};

/// An order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// Its name; sorts by time.
    pub id: OrderId,
    /// Who pays.
    pub organisation: OrganisationId,
    /// Who ordered.
    pub by: AccountId,
    /// What he was called then. Sealed.
    pub by_name: String,
    /// The access code it is put down to.
    pub code: HeldCode,
    /// When.
    pub at: Timestamp,
    /// What.
    pub product: RegisterProduct,
    /// About which company.
    pub subject: Subject,
    /// The document that was filed, where the product is of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing: Option<Filing>,
    /// The customer's own reference. Sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference>,
    /// How it is paid.
    pub payment: Payment,
    /// The language it is printed in.
    pub language: Language,
    /// The list of products it was ordered under.
    pub prices: String,
    /// What it costs, in cents. There is no VAT on it.
    pub cents: i64,
    /// For how many days it stays readable after it was delivered.
    pub readable_days: u16,
    /// Where it stands.
    pub state: State,
}

/// How an order is paid (domain.md 4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "OrderPayment")]
pub enum Payment {
    /// With the invoice of the month.
    Invoice,
    /// By direct debit, for which there must be a mandate.
    DirectDebit,
}

/// Where an order stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum State {
    /// It is being made.
    Making {
        /// Why it takes longer, when it does: it is tried again by itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        waits: Option<Waits>,
    },
    /// It can be read and downloaded.
    Ready {
        /// Since when.
        at: Timestamp,
        /// Until when.
        until: Timestamp,
        /// The line it was charged with.
        line: LineId,
        /// The month that line is counted in.
        month: Month,
    },
    /// It cannot be delivered. Nothing was charged.
    Failed {
        /// Since when.
        at: Timestamp,
        /// Why.
        why: NotDelivered,
    },
}

/// What somebody wants.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// What.
    pub product: RegisterProduct,
    /// The document that was filed, if one is named.
    pub filing: Option<Filing>,
    /// The customer's own reference.
    pub reference: Option<Reference>,
    /// How it is to be paid.
    pub payment: Payment,
    /// The price that was shown, in cents.
    pub cents: i64,
    /// The language it is printed in.
    pub language: Language,
}

/// Why nothing was ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotOrdered {
    /// Whoever orders needs an access code, to put the order down to.
    #[error("there is no access code to put it down to")]
    NoAccessCode,
    /// This product is not offered.
    #[error("this product is not offered")]
    NotOffered,
    /// There is no mandate to debit an account with.
    #[error("there is no mandate for direct debit")]
    NoMandate,
    /// The product is of one filed document, and none was named.
    #[error("no filed document was named")]
    FilingMissing,
    /// It costs something else than what was shown.
    #[error("the price is another one than was shown")]
    PriceChanged,
}

impl Order {
    /// Orders something about a company. `mandate` says whether the organisation gave one for direct debit.
    pub fn place(
        wanted: Wanted,
        subject: Subject,
        by: (&Membership, &str),
        list: &ProductList,
        mandate: bool,
        now: Timestamp,
        chance: &dyn Chance,
    ) -> Result<Self, NotOrdered> {
        let (membership, name) = by;
        let code = membership.code.clone().ok_or(NotOrdered::NoAccessCode)?;
        let offer = list.offer(wanted.product).ok_or(NotOrdered::NotOffered)?;
        if wanted.payment == Payment::DirectDebit && !mandate {
            return Err(NotOrdered::NoMandate);
        }
        let filing = wanted.filing.filter(|_| wanted.product.names_a_filing());
        if wanted.product.names_a_filing() && filing.is_none() {
            return Err(NotOrdered::FilingMissing);
        }
        if wanted.cents != offer.cents {
            return Err(NotOrdered::PriceChanged);
        }
        Ok(Self {
            id: OrderId::new(now, chance),
            organisation: membership.organisation.clone(),
            by: membership.account.clone(),
            by_name: name.to_owned(),
            code,
            at: now,
            product: wanted.product,
            subject,
            filing,
            reference: wanted.reference,
            payment: wanted.payment,
            language: wanted.language,
            prices: list.version.clone(),
            cents: offer.cents,
            readable_days: offer.readable_days,
            state: State::Making { waits: None },
        })
    }

    /// The month it was ordered in: what it is listed under.
    pub fn month(&self) -> Month {
        Month::of(self.at)
    }

    /// Whether somebody may see it: whoever ordered it, and the main user (domain.md 4.1).
    pub fn is_shown_to(&self, membership: &Membership) -> bool {
        self.organisation == membership.organisation
            && (self.by == membership.account || membership.role == crate::organisation::Role::MainUser)
    }

    /// Where its file lies.
    pub fn file_key(&self) -> String {
        format!("papers/{}/orders/{}.pdf", self.organisation, self.id)
    }

    /// Where its data lies, for a product that is data.
    pub fn sheet_key(&self) -> String {
        format!("papers/{}/orders/{}.json", self.organisation, self.id)
    }

    /// What its file is called when it is downloaded.
    pub fn file_name(&self) -> String {
        format!("{}-{}.pdf", self.product.code(), self.subject.kvk_number)
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;

    pub(crate) fn product_list() -> &'static ProductList {
        ProductList::on("2026-11-22".parse().unwrap()).unwrap()
    }

    pub(crate) struct Sevens;
    impl Chance for Sevens {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    pub(crate) fn now() -> Timestamp {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    pub(crate) fn member() -> Membership {
        let code = HeldCode {
            id: "cod_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
            label: "Kostenplaats 12".parse().unwrap(),
        };
        let organisation = "org_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap();
        let account = "acc_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap();
        Membership {
            code: Some(code),
            ..Membership::new(organisation, account, crate::organisation::Role::User, now())
        }
    }

    pub(crate) fn subject() -> Subject {
        Subject { kvk_number: "69599084".parse().unwrap(), name: "Test EMZ Dagobert".to_owned() }
    }

    pub(crate) fn wanted() -> Wanted {
        Wanted {
            product: RegisterProduct::Extract,
            filing: None,
            reference: Some("PO 4711".parse().unwrap()),
            payment: Payment::Invoice,
            cents: 235,
            language: Language::Dutch,
        }
    }

    pub(crate) fn order() -> Order {
        Order::place(wanted(), subject(), (&member(), "Petra Jansen"), product_list(), false, now(), &Sevens).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::testing::*;
    use super::*;

    fn place(wanted: Wanted, member: &Membership) -> Result<Order, NotOrdered> {
        Order::place(wanted, subject(), (member, "Petra Jansen"), product_list(), false, now(), &Sevens)
    }

    #[test]
    fn an_order_is_put_down_to_the_code_of_who_orders_at_the_price_that_was_shown() {
        let order = place(wanted(), &member()).unwrap();
        assert_eq!((order.cents, order.readable_days, order.state.clone()), (235, 30, State::Making { waits: None }));
        assert_eq!(order.code, member().code.unwrap());
        assert_eq!(place(wanted(), &Membership { code: None, ..member() }), Err(NotOrdered::NoAccessCode));
        assert_eq!(place(Wanted { cents: 234, ..wanted() }, &member()), Err(NotOrdered::PriceChanged));
    }

    #[test]
    fn direct_debit_needs_a_mandate_and_a_filed_document_its_name() {
        let debit = Wanted { payment: Payment::DirectDebit, ..wanted() };
        assert_eq!(place(debit.clone(), &member()), Err(NotOrdered::NoMandate));
        assert!(
            Order::place(debit, subject(), (&member(), "Petra"), product_list(), true, now(), &Sevens).is_ok(),
            "with one it is taken"
        );
        let filed = Wanted { product: RegisterProduct::FiledDocument, cents: 315, ..wanted() };
        assert_eq!(place(filed, &member()), Err(NotOrdered::FilingMissing));
    }

    #[test]
    fn who_ordered_and_the_main_user_see_it_and_nobody_else() {
        let order = order();
        let other = Membership { account: "acc_01jdc5bbbbbbbbbbbbbbbbbbbb".parse().unwrap(), ..member() };
        assert!(order.is_shown_to(&member()) && !order.is_shown_to(&other));
        assert!(!order.is_shown_to(&Membership { role: crate::organisation::Role::Manager, ..other.clone() }));
        assert!(order.is_shown_to(&Membership { role: crate::organisation::Role::MainUser, ..other }));
        let elsewhere = "org_01jdc5bbbbbbbbbbbbbbbbbbbb".parse().unwrap();
        assert!(!order.is_shown_to(&Membership { organisation: elsewhere, ..member() }));
    }
}
