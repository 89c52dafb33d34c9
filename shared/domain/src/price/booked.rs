//! What Balie itself charges, as lines of what was spent: an upgrade when it is activated, a renewal when it is bought. So they stand on the
//! invoice and in the overview beside what was ordered of the register.

use jiff::Timestamp;

use crate::account::Account;
use crate::chance::Chance;
use crate::ids::{AccountId, LineId, OrganisationId};
use crate::means::Renewal;
use crate::organisation::{HeldCode, Membership};
use crate::price::Quote;
use crate::price::charge::Charge;
use crate::spend::{Line, Month, Product};

/// Who set a charge in motion, and the name of its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booking {
    /// The line's name.
    pub id: LineId,
    /// Who did it.
    pub by: AccountId,
    /// What he is called.
    pub by_name: String,
    /// His access code, when he has one.
    pub code: Option<HeldCode>,
}

impl Booking {
    /// By a member, put down to his code when he has one.
    pub fn by(membership: &Membership, account: &Account, now: Timestamp, chance: &dyn Chance) -> Self {
        let name = account.name.as_ref().map_or_else(|| account.email.as_str(), |name| name.as_str());
        Self {
            id: LineId::new(now, chance),
            by: account.id.clone(),
            by_name: name.to_owned(),
            code: membership.code.clone(),
        }
    }
}

impl Charge {
    /// The line it is booked with; none when it costs nothing.
    pub fn line(&self, booking: Booking) -> Option<Line> {
        line(&self.organisation, Product::known("upgrade"), &self.quote, self.at, booking)
    }
}

impl Renewal {
    /// The line it is booked with; none when it costs nothing.
    pub fn line(&self, booking: Booking) -> Option<Line> {
        line(&self.organisation, Product::known("renewal"), &self.quote, self.at, booking)
    }
}

fn line(
    organisation: &OrganisationId,
    product: Product,
    quote: &Quote,
    at: Timestamp,
    booking: Booking,
) -> Option<Line> {
    (quote.gross_cents != 0).then(|| Line {
        id: booking.id,
        organisation: organisation.clone(),
        month: Month::of(at),
        late: false,
        at,
        order: None,
        code: booking.code,
        by: booking.by,
        by_name: booking.by_name,
        product,
        subject: None,
        reference: None,
        net_cents: quote.net_cents,
        vat_cents: quote.vat_cents,
        vat_percent: quote.vat_percent,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn charge(net_cents: i64, vat_cents: i64) -> Charge {
        Charge {
            organisation: "org_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
            upgrade: "upg_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
            means: "mns_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
            means_number: "BAL-1001".to_owned(),
            quote: Quote {
                prices: "2026-11".to_owned(),
                term_years: None,
                lines: Vec::new(),
                net_cents,
                vat_cents,
                gross_cents: net_cents + vat_cents,
                vat_percent: 21,
                discount_code: None,
            },
            // Half past eleven at night on the last of October in UTC is November in Amsterdam.
            at: "2026-10-31T23:30:00Z".parse().unwrap(),
        }
    }

    fn booking() -> Booking {
        Booking {
            id: "lin_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
            by: "acc_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
            by_name: "Petra Jansen".to_owned(),
            code: None,
        }
    }

    #[test]
    fn an_upgrade_is_a_line_in_the_month_of_amsterdam_and_a_free_one_is_none() {
        let line = charge(2_470, 519).line(booking()).unwrap();
        assert_eq!((line.product.as_str(), line.month), ("upgrade", "2026-11".parse().unwrap()));
        assert_eq!((line.net_cents, line.vat_cents, line.vat_percent, line.gross_cents()), (2_470, 519, 21, 2_989));
        assert_eq!(charge(0, 0).line(booking()), None);
        assert_eq!(Product::known("renewal").as_str().parse::<Product>(), Ok(Product::known("renewal")));
    }
}
