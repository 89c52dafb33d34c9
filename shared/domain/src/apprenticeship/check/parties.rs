//! Who makes the contract.

use jiff::civil::Date;

use super::super::terms::Terms;
use super::Said;
use crate::business::CompanyNumber;
use crate::form::Answers;

pub(super) fn check(answers: &Answers, terms: &Terms, today: Date, said: &mut Said) {
    if answers.text("companyNumber").is_some_and(|text| text.parse::<CompanyNumber>().is_err()) {
        said.error("/companyNumber", "not-a-company-number", "", None);
    }
    let is_agency = |text: &str| {
        let digits: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        digits.len() == 8 && digits.iter().all(char::is_ascii_digit)
    };
    if answers.text("agencyNumber").is_some_and(|text| !is_agency(text)) {
        said.error("/agencyNumber", "not-an-agency-number", "", Some(8));
    }
    if terms.born.is_some_and(|born| born > today) {
        said.error("/born", "in-the-future", "", None);
    }
    if answers.date("trainerBorn").is_some_and(|born| born > today) {
        said.error("/trainerBorn", "in-the-future", "", None);
    }
}
