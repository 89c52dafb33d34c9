//! Demo data: organisations by KvK's published test numbers (domain.md 4.6), people in every role, means at several levels, and two of the
//! desk's staff. Everything is invented; every address ends in `.example`, where no mail can go.

mod businesses;
mod cast;
mod company;
mod crowd;
mod invoices;
mod lines;
mod orders;
mod plant;
mod question;
mod subscribers;

use std::fmt::Write as _;

pub use businesses::opened_business;
pub use crowd::crowd;
pub use lines::lines;
pub use plant::{SeedError, plant};
pub use subscribers::subscribers;

/// The passphrase of everybody in the demo. It passes the policy like anyone else's.
pub const PASSPHRASE: &str = "twaalf groene eenden zwemmen";

/// Who can log in, for the terminal.
pub fn log_ins() -> String {
    let mut text = format!("  Log in with the passphrase  {PASSPHRASE}\n\n");
    let people =
        company::ALL.iter().flat_map(|company| company.people.iter().map(move |person| (Some(company), person)));
    for (company, person) in people.chain(cast::STAFF.iter().map(|person| (None, person))) {
        let place = company
            .map_or_else(|| "the desk".to_owned(), |company| format!("{} ({})", company.name, company.kvk_number));
        let _ = write!(text, "    {:28} {}, {place}", person.email, person.is);
        if person.second_factor {
            let _ = write!(text, "; second factor {}", plant::demo_generator(person).secret());
        }
        if person.code.is_some() {
            let _ = write!(text, "; access code {}", plant::demo_characters(person).for_mail());
        }
        text.push('\n');
    }
    text.push_str("\n  Member businesses\n\n");
    for (number, name, opened_by) in businesses::told() {
        let _ = writeln!(text, "    {number:28} {name}, {}", opened_by.unwrap_or("opened by nobody"));
    }
    text
}

/// The people of the demo, with the number of their organisation.
pub fn people() -> impl Iterator<Item = (&'static str, &'static str)> {
    company::ALL.iter().flat_map(|company| company.people.iter().map(|person| (person.name, company.kvk_number)))
}

/// The organisations of the demo: name and number.
pub fn companies() -> impl Iterator<Item = (&'static str, &'static str)> {
    company::ALL.iter().map(|company| (company.name, company.kvk_number))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::account::password::NewPassword;
    use domain::level::AssuranceLevel;
    use domain::organisation::Role;

    use super::*;

    #[test]
    fn the_passphrase_is_good_enough_for_everybody() {
        for company in &company::ALL {
            for person in company.people {
                let local = person.email.split('@').next().unwrap();
                let context = [local, person.name, company.name, company.kvk_number];
                assert!(NewPassword::judge(PASSPHRASE, false, context).is_ok(), "{}", person.email);
            }
        }
    }

    #[test]
    fn every_role_and_every_level_that_can_be_raised_is_there() {
        let people = || company::ALL.iter().flat_map(|company| company.people);
        for role in [Role::User, Role::Manager, Role::MainUser] {
            assert!(people().any(|person| person.role == Some(role)), "{role:?}");
        }
        assert!(
            company::ALL.iter().all(|company| company.people.iter().any(|person| person.role == Some(Role::MainUser))),
            "S46"
        );
        let levels: BTreeSet<_> = people().flat_map(|person| person.means).map(|means| means.level).collect();
        assert!(
            levels.contains(&AssuranceLevel::Eh2)
                && levels.contains(&AssuranceLevel::Eh2Plus)
                && levels.contains(&AssuranceLevel::Eh3)
        );
        assert!(people().any(|person| person.second_factor));
        assert!(people().flat_map(|person| person.means).any(|means| means.tax_only));
        assert!(people().flat_map(|person| person.means).any(|means| means.branch.is_some()));
    }

    #[test]
    fn a_main_user_and_an_ordinary_one_have_an_access_code_and_no_two_the_same() {
        let coded = || company::ALL.iter().flat_map(|company| company.people).filter(|person| person.code.is_some());
        for role in [Role::MainUser, Role::User] {
            assert!(coded().any(|person| person.role == Some(role)), "{role:?}");
        }
        let characters: BTreeSet<_> = coded().map(|person| plant::demo_characters(person).for_mail()).collect();
        assert_eq!(characters.len(), coded().count());
        assert!(characters.iter().all(|code| log_ins().contains(code)));
        assert!(characters.iter().all(|code| code.chars().collect::<BTreeSet<_>>().len() > 5), "{characters:?}");
        assert!(coded().all(|person| person.has_account), "a code is a login of an account");
    }

    #[test]
    fn no_two_people_share_an_address_and_none_can_be_reached() {
        let mut seen = BTreeSet::new();
        for person in company::ALL.iter().flat_map(|company| company.people).chain(&cast::STAFF) {
            assert!(seen.insert(person.email) && person.email.ends_with(".example"), "{}", person.email);
        }
    }

    #[test]
    fn the_terminal_names_everybody() {
        let text = log_ins();
        for person in company::ALL.iter().flat_map(|company| company.people).chain(&cast::STAFF) {
            assert!(text.contains(person.email));
        }
    }
}
