//! What an upgrade costs: whole cents throughout, VAT rounded once, on the sum.

use crate::level::AssuranceLevel;
use crate::price::discount::DiscountCode;
use crate::price::{PriceList, Quote, QuoteLine};

/// What is bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bought {
    /// The level the means has; none for a first application.
    pub from: Option<AssuranceLevel>,
    /// The level it gets.
    pub to: AssuranceLevel,
    /// The years of a new contract; none when the end date stays.
    pub term_years: Option<u8>,
    /// For how many years, at most, rights can last without a new contract.
    pub years_left: u8,
    /// How many rights the means will have.
    pub rights: u32,
    /// How many of them are new.
    pub new_rights: u32,
    /// Whether somebody is identified.
    pub identification: bool,
}

/// Why there is no price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotPriced {
    /// A first application has no end date to keep.
    #[error("a term must be chosen")]
    TermMissing,
    /// No such term is sold.
    #[error("no such term")]
    NoSuchTerm,
    /// The level is not sold.
    #[error("the level is not sold")]
    NotSold,
}

/// The VAT on an amount, rounded half away from zero to whole cents.
pub const fn vat_on(net_cents: i64, percent: u8) -> i64 {
    rounded(net_cents * percent as i64)
}

/// Hundredths of a cent to cents, half away from zero.
pub(super) const fn rounded(hundredths: i64) -> i64 {
    let half = if hundredths < 0 { -50 } else { 50 };
    (hundredths + half) / 100
}

impl PriceList {
    /// What it costs. A discount goes over the means itself (contract or raising), not over further rights or the partner who identifies.
    pub fn quote(&self, bought: &Bought, discount: Option<&DiscountCode>) -> Result<Quote, NotPriced> {
        let line = |item: &str, count: u32, net_cents: i64| QuoteLine { item: item.to_owned(), count, net_cents };
        if bought.term_years.is_some_and(|term| !self.terms.contains(&term)) {
            return Err(NotPriced::NoSuchTerm);
        }
        let main = match (bought.term_years, bought.from) {
            (Some(term), _) => {
                let contract = self.contract.get(&bought.to).and_then(|terms| terms.get(&term));
                line("contract", 1, *contract.ok_or(NotPriced::NotSold)?)
            }
            (None, Some(from)) => {
                let price = self.upgrade.iter().find(|price| price.from == from && price.to == bought.to);
                line("upgrade", 1, price.ok_or(NotPriced::NotSold)?.cents)
            }
            (None, None) => return Err(NotPriced::TermMissing),
        };
        let discountable = main.net_cents;
        let mut lines = vec![main];

        // Rights that come without a price are used up by what the means has already.
        let free = self.included_rights.saturating_sub(bought.rights.saturating_sub(bought.new_rights));
        let paid = bought.new_rights.saturating_sub(free);
        if paid > 0 {
            let years = bought.term_years.unwrap_or(bought.years_left);
            let term = self.terms.iter().find(|term| **term >= years).or(self.terms.last());
            let each = self.extra_right.get(&bought.to).and_then(|terms| terms.get(term?));
            lines.push(line("extra-rights", paid, *each.ok_or(NotPriced::NotSold)? * i64::from(paid)));
        }
        if let Some(cents) = self.identification.get(&bought.to).filter(|_| bought.identification) {
            lines.push(line("identification", 1, *cents));
        }
        if let Some(code) = discount {
            lines.push(line("discount", 1, -code.off(discountable)));
        }
        let net_cents = lines.iter().map(|line| line.net_cents).sum();
        let vat_cents = vat_on(net_cents, self.vat_percent);
        Ok(Quote {
            prices: self.version.clone(),
            term_years: bought.term_years,
            lines,
            net_cents,
            vat_cents,
            gross_cents: net_cents + vat_cents,
            vat_percent: self.vat_percent,
            discount_code: discount.map(|code| code.code.clone()),
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::price::discount::{Worth, tests::upgrade30};

    pub(in super::super) fn list() -> &'static PriceList {
        PriceList::named("2026-11").unwrap()
    }

    pub(in super::super) fn petras() -> Bought {
        Bought {
            from: Some(AssuranceLevel::Eh2Plus),
            to: AssuranceLevel::Eh3,
            term_years: None,
            years_left: 2,
            rights: 3,
            new_rights: 1,
            identification: true,
        }
    }

    fn items(quote: &Quote) -> Vec<(&str, i64)> {
        quote.lines.iter().map(|line| (line.item.as_str(), line.net_cents)).collect()
    }

    #[test]
    fn raising_without_a_term_with_a_term_and_with_a_code() {
        let plain = list().quote(&petras(), None).unwrap();
        assert_eq!(items(&plain), [("upgrade", 2500), ("identification", 1000)]);
        assert_eq!((plain.net_cents, plain.vat_cents, plain.gross_cents), (3500, 735, 4235));

        let three = list().quote(&Bought { term_years: Some(3), ..petras() }, Some(&upgrade30())).unwrap();
        assert_eq!(items(&three), [("contract", 10000), ("identification", 1000), ("discount", -3000)]);
        assert_eq!((three.net_cents, three.vat_cents, three.gross_cents), (8000, 1680, 9680));
        assert_eq!(three.discount_code, Some(upgrade30().code));
    }

    #[test]
    fn rights_above_those_included_cost_by_the_term_that_covers_them() {
        let many = Bought { rights: 9, new_rights: 6, ..petras() };
        let quote = list().quote(&many, None).unwrap();
        assert_eq!(quote.lines[1], QuoteLine { item: "extra-rights".to_owned(), count: 4, net_cents: 4 * 2500 });
        let few = Bought { rights: 5, new_rights: 5, ..petras() };
        assert_eq!(list().quote(&few, None).unwrap().lines.len(), 2);
    }

    #[test]
    fn what_is_not_sold_has_no_price() {
        let first = Bought { from: None, ..petras() };
        assert_eq!(list().quote(&first, None), Err(NotPriced::TermMissing));
        assert!(list().quote(&Bought { term_years: Some(1), ..first }, None).is_ok());
        assert_eq!(list().quote(&Bought { term_years: Some(2), ..petras() }, None), Err(NotPriced::NoSuchTerm));
        let old = Bought { to: AssuranceLevel::Eh2, term_years: Some(1), ..petras() };
        assert_eq!(list().quote(&old, None), Err(NotPriced::NotSold));
    }

    proptest! {
        #[test]
        fn cents_add_up_and_vat_is_never_more_than_half_a_cent_off(
            term in prop::option::of(prop::sample::select(vec![1u8, 3, 5])),
            rights in 0u32..60,
            new in 0u32..60,
            percent in 1u8..=100,
            amount in 1i64..100_000,
            by_percent: bool,
            identification: bool,
        ) {
            let worth = if by_percent { Worth::Percent { percent } } else { Worth::Amount { cents: amount } };
            let code = DiscountCode { worth, ..upgrade30() };
            let bought = Bought { term_years: term, rights: rights.max(new), new_rights: new, identification, ..petras() };
            let quote = list().quote(&bought, Some(&code)).unwrap();
            prop_assert_eq!(quote.net_cents, quote.lines.iter().map(|line| line.net_cents).sum::<i64>());
            prop_assert_eq!(quote.gross_cents, quote.net_cents + quote.vat_cents);
            prop_assert!((quote.vat_cents * 100 - quote.net_cents * 21).abs() <= 50);
            prop_assert!(quote.net_cents >= 0, "a discount never gives money back");
            let full = list().quote(&bought, None).unwrap();
            prop_assert!(quote.gross_cents <= full.gross_cents);
        }
    }
}
