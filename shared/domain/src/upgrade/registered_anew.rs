//! What is registered about the holder changed while he fills in: his account has another address, or the desk put something right. What he took
//! over from the registration follows, so that it still equals it (domain.md 1.3, seed 003).

use jiff::Timestamp;

use crate::audit::Actor;
use crate::means::{Means, Registration};
use crate::upgrade::fill_in::Sections;
use crate::upgrade::refusal::Refusal;
use crate::upgrade::timeline::{By, What};
use crate::upgrade::{Decided, Deciding, Upgrade, Verb};

impl Upgrade {
    /// The upgrade of `means` as it follows on what is registered now; `before` is what was. What differed from that was typed, and stays.
    /// `None` when it is out of the customer's hands: what was handed in was equal then, and what was signed is not touched.
    ///
    /// # Errors
    /// When its rules are not known to this build.
    pub fn registered_anew(
        &self,
        means: &Means,
        before: &Registration,
        actor: Actor,
        now: Timestamp,
    ) -> Result<Option<Decided>, Refusal> {
        if self.stage.admit(Verb::Update).is_err() {
            return Ok(None);
        }
        let after = &means.registration;
        let mut data = self.data.clone();
        if let Some(user) = &mut data.user {
            follow(&mut user.initials, &before.initials, &after.initials);
            follow(&mut user.first_names, &before.first_names, &after.first_names);
            follow(&mut user.infix, &before.infix, &after.infix);
            follow(&mut user.surname, &before.surname, &after.surname);
            follow(&mut user.birth_date, &before.birth_date, &after.birth_date);
            if let (Some(before), Some(after)) = (&before.mobile, &after.mobile) {
                follow(&mut user.mobile, before, after);
            }
            if user.email.normalised() == before.email.normalised() {
                user.email = after.email.clone();
            }
        }
        // Who represents the organisation himself is the user over again.
        for himself in data.representatives.iter_mut().filter(|one| one.is_user) {
            follow(&mut himself.first_names, &before.first_names, &after.first_names);
            follow(&mut himself.infix, &before.infix, &after.infix);
            follow(&mut himself.surname, &before.surname, &after.surname);
            follow(&mut himself.birth_date, &before.birth_date, &after.birth_date);
            if let (Some(before), Some(after)) = (&before.mobile, &after.mobile) {
                follow(&mut himself.mobile, before, after);
            }
            if himself.email.normalised() == before.email.normalised() {
                himself.email = after.email.clone();
            }
        }
        let mut deciding = Deciding::on(self.clone(), now);
        let (user, representatives) = (data.user, Some(data.representatives));
        let sections = Sections { user, representatives, ..Sections::default() };
        let changed = deciding.put_in(after, sections)?;
        if !changed.is_empty() {
            let by = if matches!(actor, Actor::Staff { .. }) { By::Staff } else { By::Balie };
            deciding.tell(by, What::DataChanged { sections: changed });
            // Whoever has the old text before him is told before it comes back.
            deciding = deciding.revised();
        }
        deciding.shown_on(means);
        Ok(Some(deciding.finish_quietly(actor, Verb::Update.name(), "registered-anew")))
    }
}

fn follow<T: Clone + PartialEq>(entered: &mut T, before: &T, after: &T) {
    if entered == before {
        entered.clone_from(after);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::testing::chance;
    use crate::level::AssuranceLevel;
    use crate::means::tests::petras;
    use crate::upgrade::checklist::{Check, CheckState};
    use crate::upgrade::data::tests::petras_data;
    use crate::upgrade::stage::{InReview, Stage};

    fn now() -> Timestamp {
        "2026-11-22T14:00:00Z".parse().unwrap()
    }

    fn drafted() -> Upgrade {
        let means = petras();
        let decided = crate::upgrade::start(&means, AssuranceLevel::Eh3, &means.holder, now(), &chance()).unwrap();
        let sections = Sections {
            user: petras_data().user,
            organisation: petras_data().organisation,
            representatives: Some(petras_data().representatives),
            authorisations: None,
        };
        let revision = decided.upgrade.revision;
        decided.upgrade.fill_in(&means.registration, sections, revision, &means.holder, now()).unwrap().upgrade
    }

    fn moved() -> Means {
        petras().readdressed(&"neu@voorbeeld.nl".parse().unwrap()).unwrap()
    }

    #[test]
    fn what_was_taken_over_follows_and_what_was_typed_stays() {
        let mut upgrade = drafted();
        upgrade.data.user.as_mut().unwrap().mobile = "+31687654321".parse().unwrap();
        let married = Means {
            registration: Registration { surname: "de Boer".parse().unwrap(), ..moved().registration },
            ..petras()
        };
        let decided = upgrade.registered_anew(&married, &petras().registration, Actor::Balie, now()).unwrap().unwrap();
        let user = decided.upgrade.data.user.as_ref().unwrap();
        assert_eq!((user.email.as_str(), user.surname.as_str()), ("neu@voorbeeld.nl", "de Boer"));
        let himself = &decided.upgrade.data.representatives[0];
        assert!(himself.is_user && himself.surname.as_str() == "de Boer", "{himself:?}");
        assert_eq!(decided.upgrade.data.differing(&married.registration), Some(vec!["/user/mobile".to_owned()]));
        assert_eq!(decided.upgrade.revision, upgrade.revision + 1);
        assert_eq!(decided.means.unwrap().registration, married.registration);
    }

    #[test]
    fn done_twice_it_changes_nothing_more() {
        let once = drafted().registered_anew(&moved(), &petras().registration, Actor::Balie, now()).unwrap().unwrap();
        let check = once.upgrade.checklist.state(Check::DataMatchesRegistration);
        assert!(matches!(check, CheckState::Passed { .. }), "{check:?}");
        let again =
            once.upgrade.registered_anew(&moved(), &moved().registration, Actor::Balie, now()).unwrap().unwrap();
        assert_eq!((again.upgrade.data, again.entries.len()), (once.upgrade.data, 0));
    }

    #[test]
    fn what_was_handed_in_is_not_touched() {
        let review = InReview { submitted_at: now(), waiting_since: None, promised_for: None };
        let upgrade = Upgrade { stage: Stage::InReview(review), ..drafted() };
        assert_eq!(upgrade.registered_anew(&moved(), &petras().registration, Actor::Balie, now()), Ok(None));
    }
}
