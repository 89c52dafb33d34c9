//! Demo data: organisations by KvK's published test numbers (domain.md 4.6), people in every role, means at several levels, and two of the
//! desk's staff. Everything is invented; every address ends in `.example`, where no mail can go.

mod cast;
mod company;
mod crowd;
mod plant;

use std::fmt::Write as _;

pub use crowd::crowd;
pub use plant::{SeedError, plant};

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
        text.push('\n');
    }
    text
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
