//! The journey of Petra Jansen, sole director, from EH2+ to EH3; and random events that must never bring an upgrade off its rails.

mod desk;
mod mandate;

use std::sync::atomic::{AtomicU8, Ordering};

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::checklist::{Check, CheckState, Evidence, WaitingFor};
use super::data::Power;
use super::data::tests::petras_data;
use super::view::Viewer;
use super::*;
use crate::account::KeyedHash;
use crate::chance::Chance;
use crate::days;
use crate::document::{Announced, ContentType, Document, DocumentKind, DocumentRefusal, Finding};
use crate::document::{DocumentState, DocumentStateName};
use crate::extract::{
    Alteration, Doubt, ExtractRead, ExtractSeen, Office, Official, OfficialPower, SealVerdict, Sealed, StaffReason,
};
use crate::means::tests::petras;
use crate::means::{Means, MeansStatus};
use crate::name::{Name, Note};
use crate::taking::Colleague;

/// Chance that counts: 0, 1, 2 ... as bytes.
#[derive(Default)]
pub(crate) struct Counting(AtomicU8);

impl Chance for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = self.0.fetch_add(1, Ordering::Relaxed).wrapping_mul(167);
        }
    }
}

/// A Sunday afternoon in November.
fn sunday() -> Timestamp {
    "2026-11-22T14:00:00Z".parse().unwrap()
}

fn petra() -> AccountId {
    petras().holder
}

fn staff() -> AccountId {
    "acc_01jdc5bbbbbbbbbbbbbbbbbbbb".parse().unwrap()
}

fn fatima() -> Name {
    "Fatima".parse().unwrap()
}

fn note(text: &str) -> Note {
    text.parse().unwrap()
}

fn hash(code: &str) -> KeyedHash {
    KeyedHash { key: "k1".to_owned(), hash: code.to_owned() }
}

/// An upgrade on its way, with its means and everything that was decided.
#[derive(Clone)]
struct Journey {
    upgrade: Upgrade,
    means: Means,
    now: Timestamp,
    timeline: Vec<Entry>,
    effects: Vec<Effect>,
    documents: u8,
}

impl Journey {
    fn begun() -> Self {
        let decided = start(&petras(), AssuranceLevel::Eh3, &petra(), sunday(), &Counting::default()).unwrap();
        let mut journey = Self {
            upgrade: decided.upgrade.clone(),
            means: petras(),
            now: sunday(),
            timeline: vec![],
            effects: vec![],
            documents: 0,
        };
        journey.keep(decided);
        journey
    }

    fn keep(&mut self, decided: Decided) {
        self.timeline.extend(decided.entries);
        self.effects.extend(decided.effects);
        self.means = decided.means.unwrap_or_else(|| self.means.clone());
        self.upgrade = decided.upgrade;
    }

    fn fill_in(&mut self, data: Data) -> Result<(), Refusal> {
        let sections = Sections {
            user: data.user,
            organisation: data.organisation,
            representatives: Some(data.representatives),
            authorisations: data.authorisations,
        };
        let registration = self.means.registration.clone();
        let decided =
            self.upgrade.clone().fill_in(&registration, sections, self.upgrade.revision, &petra(), self.now)?;
        self.keep(decided);
        Ok(())
    }

    fn document(&mut self) -> Result<Document, Refusal> {
        self.documents += 1;
        let announced = Announced {
            kind: DocumentKind::KvkExtract,
            file_name: "uittreksel.pdf".parse().unwrap(),
            content_type: ContentType::Pdf,
            size: 20_000,
        };
        self.upgrade.announce(announced, &petra(), self.now, &Counting(AtomicU8::new(self.documents)))
    }

    fn hand_in(&mut self, finding: Finding) -> Result<Document, Refusal> {
        let document = self.document()?;
        self.judge(document, finding)
    }

    fn judge(&mut self, document: Document, finding: Finding) -> Result<Document, Refusal> {
        let decided = self.upgrade.clone().document_received(&document, self.now)?;
        self.keep(decided);
        let own = self.means.registration.kvk_number.clone();
        let (document, decided) = self.upgrade.clone().document_judged(document, finding, &own, self.now)?;
        self.keep(decided);
        Ok(document)
    }

    fn submit(&mut self) -> Result<(), Refusal> {
        let decided = self.upgrade.clone().submit(&self.means, self.upgrade.revision, &petra(), self.now)?;
        self.keep(decided);
        Ok(())
    }

    fn record(&mut self, check: Check, outcome: Outcome) -> Result<(), Refusal> {
        let (revision, text) = (self.upgrade.revision, note("seen"));
        let decided = self.upgrade.clone().record_check(check, outcome, text, revision, &staff(), self.now)?;
        self.keep(decided);
        Ok(())
    }

    fn approve(&mut self) -> Result<(), Refusal> {
        let by = staff();
        let colleague = Colleague { account: &by, name: &fatima() };
        let decided = self.upgrade.clone().approve(&self.means, self.upgrade.revision, colleague, self.now)?;
        self.keep(decided);
        Ok(())
    }

    fn refuse(&mut self, reason: Reason) -> Result<(), Refusal> {
        let (revision, text) = (self.upgrade.revision, note("Please mend it"));
        let decided = self.upgrade.clone().refuse(&self.means, reason, text, revision, &staff(), self.now)?;
        self.keep(decided);
        Ok(())
    }

    fn mail_code(&mut self, code: &str) -> Result<(), Refusal> {
        let decided = self.upgrade.clone().code_drawn(hash(code), self.now)?;
        self.keep(decided);
        Ok(())
    }

    fn renew(&mut self) -> Result<(), Refusal> {
        let decided = self.upgrade.clone().renew_code(self.upgrade.revision, &petra(), self.now)?;
        self.keep(decided);
        Ok(())
    }

    /// `Ok(None)` when the code was right, the tries left when it was wrong.
    fn try_code(&mut self, code: &str) -> Result<Option<u8>, Refusal> {
        let matches = self.upgrade.mailed_code() == Some(&hash(code));
        match self.upgrade.clone().activate(self.means.clone(), matches, &petra(), self.now)? {
            Attempt::Activated(decided) => {
                self.keep(*decided);
                Ok(None)
            }
            Attempt::Wrong { tries_left, decided } => {
                self.keep(*decided);
                Ok(Some(tries_left))
            }
        }
    }

    fn cancel(&mut self) -> Result<(), Refusal> {
        let decided = self.upgrade.clone().cancel(&self.means, self.upgrade.revision, &petra(), self.now)?;
        self.keep(decided);
        Ok(())
    }

    fn submitted() -> Self {
        let mut journey = Self::begun();
        journey.fill_in(petras_data()).unwrap();
        journey.hand_in(fresh()).unwrap();
        journey.submit().unwrap();
        journey
    }

    fn approved() -> Self {
        let mut journey = Self::submitted();
        for check in [Check::UserIdentity, Check::PowerToRepresent, Check::Identification] {
            journey.record(check, Outcome::Passed).unwrap();
        }
        journey.approve().unwrap();
        journey
    }

    fn stage(&self) -> StageName {
        self.upgrade.stage.name()
    }

    fn state(&self, check: Check) -> &CheckState {
        self.upgrade.checklist.state(check)
    }

    fn waits_for(&self, check: Check) -> Option<WaitingFor> {
        match self.state(check) {
            CheckState::Waiting { waiting_for, .. } => Some(*waiting_for),
            CheckState::NotNeeded | CheckState::Passed { .. } | CheckState::Failed { .. } => None,
        }
    }

    fn promised_for(&self) -> Option<Date> {
        self.upgrade.view(&self.means.registration, vec![], Viewer::Customer).unwrap().promised_for
    }
}

fn sealed() -> SealVerdict {
    SealVerdict::Intact {
        sealed: Sealed {
            by: "Kamer van Koophandel".to_owned(),
            issued_under: "Balie proefautoriteit".to_owned(),
            at: "2026-03-02T09:00:00Z".parse().unwrap(),
            not_revoked_shown: true,
        },
    }
}

fn extract(kvk_number: &str, made_on: Date) -> Finding {
    let read = Some(ExtractRead::new(kvk_number.parse().unwrap(), made_on));
    Finding::Harmless(Some(Box::new(ExtractSeen { seal: sealed(), read })))
}

/// An extract of Petra's company, made on the day before the journey begins.
fn fresh() -> Finding {
    extract("69599084", date(2026, 11, 21))
}

fn codes(refusal: Refusal) -> Vec<(String, &'static str)> {
    let Refusal::Incomplete(faults) = refusal else { panic!("{refusal:?}") };
    faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect()
}

#[test]
fn from_eh2_plus_to_eh3_with_everything_right_the_first_time() {
    let mut journey = Journey::begun();
    assert_eq!(journey.means.open_upgrade.as_ref().unwrap().stage, StageName::Draft);
    journey.fill_in(petras_data()).unwrap();
    let document = journey.hand_in(fresh()).unwrap();
    assert!(document.is_released());
    journey.submit().unwrap();
    assert_eq!(
        journey.promised_for(),
        Some(date(2026, 11, 30)),
        "from Monday: four days to be identified, and one to decide"
    );
    assert_eq!(
        journey.upgrade.checklist.open(),
        [Check::UserIdentity, Check::PowerToRepresent, Check::Identification],
        "data and extract pass by themselves, a sole director signs no form, nothing is to be paid"
    );
    for check in [Check::UserIdentity, Check::PowerToRepresent, Check::Identification] {
        assert!(matches!(journey.approve(), Err(Refusal::ChecksOpen(_))));
        journey.record(check, Outcome::Passed).unwrap();
    }
    journey.approve().unwrap();
    assert_eq!(journey.means.level, Some(AssuranceLevel::Eh2Plus), "the old level works until the new one does");
    assert_eq!(journey.try_code("right"), Err(Refusal::CodeVoid), "nothing was mailed yet");
    journey.mail_code("right").unwrap();
    assert_eq!(journey.try_code("right"), Ok(None));
    let expected = petras().raised_to(AssuranceLevel::Eh3).used(&petras_data(), journey.now);
    let catalogue = crate::catalogue::tests::seed();
    let expected = expected.authorised(petras_data().authorisations.as_ref(), catalogue, date(2026, 11, 22));
    assert_eq!(journey.means, expected, "rights, number and end date are carried over, what was chosen is added");
    assert_eq!(journey.means.rights.len(), 2);
    assert_eq!(journey.stage(), StageName::Active);
    let names = journey.effects.iter().map(|effect| serde_json::to_value(effect).unwrap()["effect"].clone());
    assert_eq!(
        names.collect::<Vec<_>>(),
        [
            "identification",
            "tell-upgrade-received",
            "identification",
            "mail-activation-code",
            "tell-means-activated",
            "catalogue"
        ]
    );
}

#[test]
fn handing_in_too_early_names_every_field_at_once_and_loses_nothing() {
    let mut journey = Journey::begun();
    let found = codes(journey.submit().unwrap_err());
    assert_eq!(
        found.iter().map(|(pointer, code)| (pointer.as_str(), *code)).collect::<Vec<_>>(),
        [
            ("/user", "missing"),
            ("/organisation", "missing"),
            ("/representatives", "missing"),
            ("/documents", "extract-missing"),
            ("/authorisations", "missing")
        ]
    );
    let mut data = petras_data();
    data.user.as_mut().unwrap().mobile = "+31687654321".parse().unwrap();
    journey.fill_in(data.clone()).unwrap();
    assert_eq!(journey.waits_for(Check::DataMatchesRegistration), Some(WaitingFor::Customer));
    assert!(codes(journey.submit().unwrap_err()).contains(&("/user/mobile".to_owned(), "differs-from-registration")));
    assert_eq!(journey.upgrade.data, data);
}

#[test]
fn an_extract_is_fresh_for_fourteen_days_before_it_is_handed_in() {
    for (made_on, taken) in [
        (date(2026, 11, 22), Ok(())),
        (date(2026, 11, 8), Ok(())),
        (date(2026, 11, 7), Err(DocumentRefusal::ExtractTooOld)),
        (date(2026, 11, 23), Err(DocumentRefusal::ExtractFromTheFuture)),
    ] {
        let mut journey = Journey::begun();
        let document = journey.hand_in(extract("69599084", made_on)).unwrap();
        match taken {
            Ok(()) => assert!(document.is_released(), "{made_on}"),
            Err(reason) => assert_eq!(document.view().reason, Some(reason), "{made_on}"),
        }
    }
    // A minute before midnight in Amsterdam it is still the fourteenth day, a minute later it is not.
    for (at, taken) in [("2026-11-22T22:59:00Z", true), ("2026-11-22T23:00:00Z", false)] {
        let mut journey = Journey { now: at.parse().unwrap(), ..Journey::begun() };
        let document = journey.hand_in(extract("69599084", date(2026, 11, 8))).unwrap();
        assert_eq!(document.is_released(), taken, "{at}");
    }
}

#[test]
fn an_extract_that_grew_old_in_a_drawer_is_asked_for_again() {
    let mut journey = Journey::begun();
    journey.fill_in(petras_data()).unwrap();
    journey.hand_in(fresh()).unwrap();
    journey.now += SignedDuration::from_hours(24 * 14);
    assert_eq!(codes(journey.submit().unwrap_err()), [("/documents".to_owned(), "extract-too-old")]);
    journey.hand_in(extract("69599084", date(2026, 12, 5))).unwrap();
    journey.submit().unwrap();
}

#[test]
fn another_companys_extract_is_refused_in_words_and_the_check_waits_for_the_customer() {
    let mut journey = Journey::begun();
    journey.fill_in(petras_data()).unwrap();
    let document = journey.hand_in(extract("90001354", date(2026, 11, 21))).unwrap();
    assert_eq!(document.view().state, DocumentStateName::Refused);
    assert_eq!(document.view().reason, Some(DocumentRefusal::ExtractOfAnotherCompany));
    let evidence =
        Evidence::RefusedDocument { document: document.id, refusal: DocumentRefusal::ExtractOfAnotherCompany };
    assert_eq!(
        *journey.state(Check::ExtractInDate),
        CheckState::to_mend(Reason::ExtractOfAnotherCompany, Some(evidence))
    );
    assert_eq!(codes(journey.submit().unwrap_err()), [("/documents".to_owned(), "extract-of-another-company")]);
    assert!(journey.effects.is_empty(), "while filling in, the customer sees it on the page");
}

#[test]
fn an_upload_judged_after_submission_moves_the_promise_and_tells_the_customer() {
    let mut journey = Journey::begun();
    journey.fill_in(petras_data()).unwrap();
    let document = journey.document().unwrap();
    let decided = journey.upgrade.clone().document_received(&document, journey.now).unwrap();
    journey.keep(decided);
    journey.submit().unwrap();
    assert_eq!(journey.waits_for(Check::ExtractInDate), Some(WaitingFor::Balie));
    let revision = journey.upgrade.revision;
    let own = petras().registration.kvk_number;
    let broken = Finding::Refused(DocumentRefusal::ActiveContent);
    let (_, decided) = journey.upgrade.clone().document_judged(document, broken, &own, journey.now).unwrap();
    journey.keep(decided);
    assert!(journey.upgrade.revision > revision, "staff who look at it must look again");
    assert_eq!(journey.promised_for(), None);
    assert!(matches!(journey.effects.last(), Some(Effect::TellSomethingMissing { .. })));
    journey.now += SignedDuration::from_hours(48);
    journey.hand_in(extract("69599084", date(2026, 11, 23))).unwrap();
    assert_eq!(journey.promised_for(), Some(date(2026, 12, 1)), "five working days after Tuesday");
    let moves = journey.timeline.iter().filter(|entry| matches!(entry.what, What::PromiseMoved { .. })).count();
    assert_eq!(moves, 2, "each move is told with its reason");
}

#[test]
fn what_no_machine_can_read_goes_before_staff() {
    let mut journey = Journey::begun();
    journey.fill_in(petras_data()).unwrap();
    assert!(journey.hand_in(Finding::Harmless(None)).unwrap().is_released());
    assert_eq!(journey.waits_for(Check::ExtractInDate), Some(WaitingFor::Staff));
    journey.submit().unwrap();
    journey.record(Check::ExtractInDate, Outcome::Passed).unwrap();
    assert!(matches!(journey.state(Check::ExtractInDate), CheckState::Passed { .. }));
}

/// An extract that names these people as directors who may act alone.
fn naming(people: &[(&str, Date)], seal: SealVerdict) -> Finding {
    let officials = people.iter().map(|(name, born)| Official {
        office: Office::Director,
        name: (*name).to_owned(),
        kvk_number: None,
        birth_date: Some(*born),
        title: None,
        since: None,
        power: OfficialPower::Alone,
        power_text: None,
    });
    let read = ExtractRead::new("69599084".parse().unwrap(), date(2026, 11, 21));
    Finding::Harmless(Some(Box::new(ExtractSeen {
        seal,
        read: Some(ExtractRead { officials: officials.collect(), ..read }),
    })))
}

/// As the extract must have them to say what was entered.
fn as_entered() -> Vec<(String, Date)> {
    let named = petras_data().representatives;
    named.iter().map(|one| (format!("{}, {}", one.surname, one.first_names), one.birth_date)).collect()
}

#[test]
fn a_sealed_extract_that_says_what_was_entered_settles_the_power_too() {
    let people = as_entered();
    let people: Vec<(&str, Date)> = people.iter().map(|(name, born)| (name.as_str(), *born)).collect();
    let mut journey = Journey::begun();
    let mut data = petras_data();
    data.representatives.iter_mut().for_each(|one| one.power = Power::Alone);
    journey.fill_in(data.clone()).unwrap();
    journey.hand_in(naming(&people, sealed())).unwrap();
    assert!(matches!(journey.state(Check::ExtractInDate), CheckState::Passed { .. }));
    assert!(matches!(
        journey.state(Check::PowerToRepresent),
        CheckState::Passed { evidence: Evidence::Extract { .. }, .. }
    ));
    let view = journey.upgrade.view(&journey.means.registration, vec![], Viewer::Customer).unwrap().extract.unwrap();
    assert!(view.because.is_empty() && view.compared.iter().all(|one| one.differences.is_empty()));

    // Somebody else is named: a person looks. Put right again, nobody has to.
    let mut other = data.clone();
    other.representatives[0].birth_date = date(1990, 1, 1);
    journey.fill_in(other).unwrap();
    assert_eq!(journey.waits_for(Check::PowerToRepresent), Some(WaitingFor::Staff));
    let view = journey.upgrade.view(&journey.means.registration, vec![], Viewer::Staff).unwrap().extract.unwrap();
    assert_eq!(view.because, [StaffReason::RepresentativesDiffer]);
    journey.fill_in(data).unwrap();
    assert!(matches!(journey.state(Check::PowerToRepresent), CheckState::Passed { .. }));
}

#[test]
fn without_a_seal_that_is_believed_a_person_looks_at_date_and_power() {
    let people = as_entered();
    let people: Vec<(&str, Date)> = people.iter().map(|(name, born)| (name.as_str(), *born)).collect();
    for seal in [SealVerdict::Unsealed, SealVerdict::NotEstablished { doubt: Doubt::UnknownAuthority }] {
        let mut journey = Journey::begun();
        journey.fill_in(petras_data()).unwrap();
        assert!(journey.hand_in(naming(&people, seal.clone())).unwrap().is_released());
        assert_eq!(journey.waits_for(Check::ExtractInDate), Some(WaitingFor::Staff), "{seal:?}");
        assert_eq!(journey.waits_for(Check::PowerToRepresent), Some(WaitingFor::Staff), "{seal:?}");
    }
    let mut journey = Journey::begun();
    journey.fill_in(petras_data()).unwrap();
    let altered = SealVerdict::Altered { alteration: Alteration::ChangedAfterSealing };
    let document = journey.hand_in(naming(&people, altered)).unwrap();
    assert!(!document.is_released());
    assert_eq!(codes(journey.submit().unwrap_err()).last().unwrap().1, "extract-altered");
}

#[test]
fn a_user_who_is_not_employed_hands_in_a_copy_and_it_is_forgotten_after_the_decision() {
    let mut journey = Journey::begun();
    let mut data = petras_data();
    data.user.as_mut().unwrap().employed = false;
    journey.fill_in(data).unwrap();
    journey.hand_in(fresh()).unwrap();
    assert_eq!(codes(journey.submit().unwrap_err()), [("/documents".to_owned(), "id-copy-missing")]);
    let copy = Document { kind: DocumentKind::IdCopy, ..journey.document().unwrap() };
    let judged = journey.judge(copy, Finding::Harmless(None)).unwrap();
    assert!(judged.is_released() && judged.extract.is_none());
    assert!(matches!(journey.state(Check::ExtractInDate), CheckState::Passed { .. }), "it is no extract");
    journey.submit().unwrap();
    let forgets = |effects: &[Effect]| effects.iter().filter(|effect| matches!(effect, Effect::Document(_))).count();
    assert_eq!(forgets(&journey.effects), 0, "the desk needs it to decide");
    let revision = journey.upgrade.revision;
    let decided = journey.upgrade.clone().cancel(&journey.means, revision, &petra(), journey.now).unwrap();
    journey.keep(decided);
    assert_eq!(forgets(&journey.effects), 1);
}

#[test]
fn a_second_extract_that_is_no_good_does_not_spoil_the_first() {
    let mut journey = Journey::begun();
    journey.hand_in(fresh()).unwrap();
    journey.hand_in(Finding::Refused(DocumentRefusal::Broken)).unwrap();
    assert!(matches!(journey.state(Check::ExtractInDate), CheckState::Passed { .. }));
    let mut journey = Journey::begun();
    journey.hand_in(Finding::Harmless(None)).unwrap();
    journey.hand_in(Finding::Refused(DocumentRefusal::Broken)).unwrap();
    assert_eq!(journey.waits_for(Check::ExtractInDate), Some(WaitingFor::Staff));
}

#[test]
fn refused_mended_and_submitted_again_without_typing_anything_twice() {
    let mut journey = Journey::submitted();
    journey.record(Check::UserIdentity, Outcome::Passed).unwrap();
    journey.record(Check::PowerToRepresent, Outcome::Failed(Reason::RepresentativeNotAuthorised)).unwrap();
    assert!(matches!(journey.approve(), Err(Refusal::ChecksOpen(_))), "a failed check is not a passed one");
    journey.refuse(Reason::RepresentativeNotAuthorised).unwrap();
    let view = journey.upgrade.view(&journey.means.registration, journey.timeline.clone(), Viewer::Customer).unwrap();
    assert_eq!(view.refusal.unwrap().text.as_str(), "Please mend it");
    assert_eq!(journey.upgrade.data, petras_data());
    // Mends one representative, nothing else.
    let mut data = petras_data();
    data.representatives[0].function = "Algemeen directeur".parse().unwrap();
    journey.fill_in(data).unwrap();
    journey.submit().unwrap();
    assert!(matches!(journey.state(Check::UserIdentity), CheckState::Passed { .. }), "seen once is seen");
    assert!(matches!(journey.state(Check::ExtractInDate), CheckState::Passed { .. }));
    assert_eq!(journey.waits_for(Check::PowerToRepresent), Some(WaitingFor::Staff));
}

#[test]
fn an_extract_refused_by_staff_is_mended_by_another_extract_only() {
    let mut journey = Journey::submitted();
    journey.refuse(Reason::ExtractUnreadable).unwrap();
    assert_eq!(codes(journey.submit().unwrap_err()), [("/documents".to_owned(), "extract-unreadable")]);
    journey.hand_in(fresh()).unwrap();
    journey.submit().unwrap();
}

#[test]
fn who_is_not_the_sole_director_has_a_form_to_be_signed() {
    let mut journey = Journey::begun();
    let mut data = petras_data();
    data.representatives[0].power = Power::Joint;
    journey.fill_in(data).unwrap();
    assert_eq!(journey.waits_for(Check::FormSigned), Some(WaitingFor::Representative));
    journey.fill_in(petras_data()).unwrap();
    assert_eq!(*journey.state(Check::FormSigned), CheckState::NotNeeded);
}

#[test]
fn five_wrong_codes_void_it_and_a_new_one_kills_the_old() {
    let mut journey = Journey::approved();
    journey.mail_code("first").unwrap();
    for left in [4, 3, 2, 1, 0] {
        assert_eq!(journey.try_code("wrong"), Ok(Some(left)));
    }
    assert_eq!(journey.try_code("first"), Err(Refusal::CodeVoid));
    journey.renew().unwrap();
    assert_eq!(journey.try_code("first"), Err(Refusal::CodeVoid), "the old one is dead before the new one is mailed");
    journey.mail_code("second").unwrap();
    assert_eq!(journey.try_code("first"), Ok(Some(4)));
    journey.now += SignedDuration::from_hours(72);
    assert_eq!(journey.try_code("second"), Err(Refusal::CodeVoid), "72 hours are over");
    journey.renew().unwrap();
    journey.mail_code("third").unwrap();
    assert_eq!(journey.try_code("third"), Ok(None));
}

#[test]
fn five_codes_a_day_and_no_more() {
    let mut journey = Journey::approved();
    for _ in 0..4 {
        journey.now += SignedDuration::from_hours(1);
        journey.renew().unwrap();
    }
    let before = journey.upgrade.clone();
    journey.now += SignedDuration::from_hours(1);
    assert_eq!(journey.renew(), Err(Refusal::TooManyCodes { wait: SignedDuration::from_hours(19) }));
    assert_eq!(journey.upgrade, before, "the code that was mailed last still works");
    journey.now += SignedDuration::from_hours(19);
    journey.renew().unwrap();
    assert_eq!(journey.renew(), Err(Refusal::TooManyCodes { wait: SignedDuration::from_hours(1) }));
}

#[test]
fn a_code_that_was_drawn_is_mailed_again_as_it_is_and_one_that_was_replaced_never() {
    let mut journey = Journey::approved();
    let asked = journey.now;
    let due = |journey: &Journey, asked, kept| journey.upgrade.code_due(asked, kept, journey.now).unwrap();
    assert_eq!(due(&journey, asked, false), CodeDue::Draw);
    journey.mail_code("first").unwrap();
    let expires_at = journey.now + SignedDuration::from_hours(72);
    assert_eq!(due(&journey, asked, true), CodeDue::Mail { expires_at });
    assert_eq!(due(&journey, asked, false), CodeDue::Draw, "what stands there is of no attempt of this effect");

    journey.now += SignedDuration::from_hours(48);
    assert_eq!(due(&journey, asked, true), CodeDue::Draw, "the mail service was away: its whole time again");
    journey.try_code("wrong").unwrap();
    assert_eq!(due(&journey, asked, true), CodeDue::Mail { expires_at }, "it had arrived: it is as it is");
    while journey.try_code("wrong") != Ok(Some(0)) {}
    assert_eq!(due(&journey, asked, true), CodeDue::Nothing);

    journey.renew().unwrap();
    assert_eq!(due(&journey, asked, false), CodeDue::Nothing, "a newer one was asked for");
    assert_eq!(due(&journey, journey.now, false), CodeDue::Draw);
    journey.mail_code("second").unwrap();
    assert_eq!(due(&journey, asked, false), CodeDue::Nothing);
    journey.try_code("second").unwrap();
    assert_eq!(due(&journey, asked, true), CodeDue::Nothing);
}

#[test]
fn only_the_holder_activates_and_nobody_decides_on_his_own_case() {
    let mut journey = Journey::approved();
    journey.mail_code("right").unwrap();
    let (upgrade, means) = (journey.upgrade.clone(), journey.means.clone());
    assert_eq!(upgrade.clone().activate(means.clone(), true, &staff(), journey.now), Err(Refusal::NotTheHolder));
    assert_eq!(upgrade.clone().renew_code(upgrade.revision, &staff(), journey.now), Err(Refusal::NotTheHolder));
    let suspended = Means { status: MeansStatus::Suspended, ..means };
    assert_eq!(upgrade.activate(suspended, true, &petra(), journey.now), Err(Refusal::MeansNotUpgradable));
    let case = Journey::submitted();
    let revision = case.upgrade.revision;
    assert_eq!(
        case.upgrade.approve(&case.means, revision, Colleague { account: &petra(), name: &fatima() }, case.now),
        Err(Refusal::OwnCase)
    );
}

#[test]
fn whoever_acts_on_an_old_view_is_told() {
    let mut journey = Journey::begun();
    journey.fill_in(petras_data()).unwrap();
    journey.hand_in(fresh()).unwrap();
    let seen = journey.upgrade.revision;
    journey.submit().unwrap();
    let case = journey.upgrade.clone();
    assert_eq!(
        case.approve(&journey.means, seen, Colleague { account: &staff(), name: &fatima() }, journey.now),
        Err(Refusal::ChangedMeanwhile)
    );
}

#[test]
fn an_inspection_while_filling_in_does_not_throw_away_what_is_being_typed() {
    let mut journey = Journey::begun();
    let seen = journey.upgrade.revision;
    journey.hand_in(fresh()).unwrap();
    assert_eq!(journey.upgrade.revision, seen);
}

#[test]
fn a_means_has_one_upgrade_at_a_time_and_is_free_after_it_was_called_off() {
    let mut journey = Journey::begun();
    let again = |journey: &Journey| {
        start(&journey.means, AssuranceLevel::Eh3, &petra(), journey.now, &Counting::default()).map(|_| ())
    };
    assert_eq!(again(&journey), Err(Refusal::AlreadyOpen));
    journey.cancel().unwrap();
    assert_eq!(journey.means, petras());
    assert_eq!(again(&journey), Ok(()));
    let refused = start(&petras(), AssuranceLevel::Eh2Plus, &petra(), sunday(), &Counting::default()).unwrap_err();
    assert_eq!(codes(refused), [("/targetLevel".to_owned(), "not-higher")]);
}

#[test]
fn the_customer_does_not_see_what_colleagues_wrote_to_each_other() {
    let mut journey = Journey::submitted();
    journey.record(Check::UserIdentity, Outcome::Passed).unwrap();
    let seen = |viewer| {
        let view = journey.upgrade.view(&journey.means.registration, vec![], viewer).unwrap();
        serde_json::to_string(&view.checks).unwrap()
    };
    assert!(seen(Viewer::Staff).contains("\"note\":\"seen\""));
    assert!(!seen(Viewer::Customer).contains("seen"));
}

#[test]
fn what_is_written_to_the_table_reads_back_the_same() {
    let mut journeys = vec![Journey::begun(), Journey::submitted(), Journey::approved()];
    let mut refused = Journey::submitted();
    refused.refuse(Reason::Other).unwrap();
    let mut mailed = Journey::approved();
    mailed.mail_code("code").unwrap();
    journeys.extend([refused, mailed]);
    for journey in journeys {
        let json = serde_json::to_value(&journey.upgrade).unwrap();
        assert_eq!(serde_json::from_value::<Upgrade>(json).unwrap(), journey.upgrade);
        for entry in journey.timeline {
            let json = serde_json::to_value(&entry).unwrap();
            assert_eq!(serde_json::from_value::<Entry>(json).unwrap(), entry);
        }
    }
}

/// Whatever can happen to an upgrade from outside, in any order.
#[derive(Debug, Clone)]
enum Event {
    FillIn { user: bool, other_mobile: bool, joint: bool },
    HandIn { made_days_ago: i8, own: bool, readable: bool, refused: bool },
    Submit,
    Record { check: Check, passes: bool },
    Approve,
    Refuse { about_the_extract: bool },
    MailCode,
    RenewCode,
    TryCode { right: bool },
    Cancel,
    Wait { hours: u8 },
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => (prop::bool::weighted(0.9), prop::bool::weighted(0.1), prop::bool::weighted(0.2))
            .prop_map(|(user, other_mobile, joint)| Event::FillIn { user, other_mobile, joint }),
        3 => (-2..20i8, prop::bool::weighted(0.9), prop::bool::weighted(0.8), prop::bool::weighted(0.1))
            .prop_map(|(made_days_ago, own, readable, refused)| Event::HandIn { made_days_ago, own, readable, refused }),
        4 => Just(Event::Submit),
        8 => (prop::sample::select(Check::ALL.to_vec()), prop::bool::weighted(0.9))
            .prop_map(|(check, passes)| Event::Record { check, passes }),
        3 => Just(Event::Approve),
        1 => any::<bool>().prop_map(|about_the_extract| Event::Refuse { about_the_extract }),
        2 => Just(Event::MailCode),
        1 => Just(Event::RenewCode),
        3 => any::<bool>().prop_map(|right| Event::TryCode { right }),
        1 => Just(Event::Cancel),
        1 => any::<u8>().prop_map(|hours| Event::Wait { hours }),
    ]
}

impl Journey {
    fn meet(&mut self, event: &Event) -> (Option<Verb>, Result<(), Refusal>) {
        match event {
            Event::FillIn { user, other_mobile, joint } => {
                let mut data = petras_data();
                if *other_mobile && let Some(user) = data.user.as_mut() {
                    user.mobile = "+31687654321".parse().unwrap();
                }
                if *joint {
                    data.representatives[0].power = Power::Joint;
                }
                if !user {
                    data.user = None;
                }
                (Some(Verb::Update), self.fill_in(data))
            }
            Event::HandIn { made_days_ago, own, readable, refused } => {
                let today = days::amsterdam(self.now);
                let made_on = today.checked_sub(jiff::Span::new().days(i64::from(*made_days_ago))).unwrap();
                let finding = match (refused, readable) {
                    (true, _) => Finding::Refused(DocumentRefusal::Broken),
                    (false, false) => Finding::Harmless(None),
                    (false, true) => extract(if *own { "69599084" } else { "90001354" }, made_on),
                };
                let document = self.hand_in(finding);
                if let Ok(document) = &document {
                    assert!(matches!(document.state, DocumentState::Released { .. } | DocumentState::Refused { .. }));
                }
                (Some(Verb::HandInDocument), document.map(|_| ()))
            }
            Event::Submit => (Some(Verb::Submit), self.submit()),
            Event::Record { check, passes } => {
                let outcome = if *passes { Outcome::Passed } else { Outcome::Failed(Reason::Other) };
                (Some(Verb::RecordCheck), self.record(*check, outcome))
            }
            Event::Approve => (Some(Verb::Approve), self.approve()),
            Event::Refuse { about_the_extract } => {
                let reason = if *about_the_extract { Reason::ExtractUnreadable } else { Reason::Other };
                (Some(Verb::Refuse), self.refuse(reason))
            }
            Event::MailCode => (Some(Verb::MailCode), self.mail_code("right")),
            Event::RenewCode => (Some(Verb::RenewCode), self.renew()),
            Event::TryCode { right } => {
                let tried = self.try_code(if *right { "right" } else { "wrong" });
                let verb = if tried == Ok(None) { Verb::Activate } else { Verb::TryWrongCode };
                (Some(verb), tried.map(|_| ()))
            }
            Event::Cancel => (Some(Verb::Cancel), self.cancel()),
            Event::Wait { hours } => {
                self.now += SignedDuration::from_hours(i64::from(*hours));
                (None, Ok(()))
            }
        }
    }

    /// What must hold of every upgrade at every time.
    fn sound(&self, began_at: Option<AssuranceLevel>) {
        let numbers: Vec<_> = self.timeline.iter().map(|entry| entry.number).collect();
        assert_eq!(numbers, (1..=self.upgrade.entries).collect::<Vec<_>>(), "numbered without a gap");
        assert!(self.timeline.is_sorted_by_key(|entry| entry.at));
        let open = self.upgrade.checklist.open();
        let activated = self.stage() == StageName::Active;
        if activated || self.stage() == StageName::Approved {
            assert!(open.is_empty(), "approved with {open:?}");
        }
        assert_eq!(self.means.level, if activated { Some(AssuranceLevel::Eh3) } else { began_at });
        assert!(self.means.rights.starts_with(&petras().rights), "nothing is ever taken away");
        assert_eq!(
            self.means.open_upgrade.as_ref().map(|open| open.stage),
            (!self.stage().is_end()).then(|| self.stage())
        );
        if let Stage::InReview(review) = &self.upgrade.stage {
            let customer_acts = self.upgrade.checklist.waits(|whom| whom == WaitingFor::Customer);
            assert_eq!(review.promised_for.is_none(), customer_acts, "no promise while the customer has to act");
            assert_eq!(review.waiting_since.is_some(), self.upgrade.checklist.is_at_the_desk());
        }
        self.upgrade.view(&self.means.registration, self.timeline.clone(), Viewer::Customer).unwrap();
    }
}

/// The straight road, from which random events then stray: without it they would seldom get far.
fn road() -> Vec<Event> {
    vec![
        Event::FillIn { user: true, other_mobile: false, joint: false },
        Event::HandIn { made_days_ago: 1, own: true, readable: true, refused: false },
        Event::Submit,
        Event::Record { check: Check::UserIdentity, passes: true },
        Event::Record { check: Check::PowerToRepresent, passes: true },
        Event::Record { check: Check::Identification, passes: true },
        Event::Approve,
        Event::MailCode,
        Event::TryCode { right: true },
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_events_brings_an_upgrade_off_its_rails(
        straight in 0..=9usize,
        strays in prop::collection::vec(event(), 0..60),
    ) {
        let mut journey = Journey::begun();
        let mut events = road();
        events.truncate(straight);
        events.extend(strays);
        for event in &events {
            let before = journey.clone();
            let (verb, outcome) = journey.meet(event);
            journey.sound(Some(AssuranceLevel::Eh2Plus));
            prop_assert!(journey.timeline.starts_with(&before.timeline), "the timeline only grows");
            if let Some(verb) = verb {
                match outcome {
                    Ok(()) => prop_assert_eq!(verb.leads_from(before.stage()), Some(journey.stage()), "{:?}", event),
                    Err(refusal) => {
                        prop_assert_eq!(&before.upgrade, &journey.upgrade, "refused, so nothing changed");
                        let off_road = matches!(refusal, Refusal::WrongStage { .. });
                        let impossible = verb.leads_from(before.stage()).is_none();
                        prop_assert!(!off_road || impossible, "{:?} at {:?}", verb, before.stage());
                        prop_assert!(!impossible || off_road, "{:?} at {:?} gave {:?}", verb, before.stage(), refusal);
                    }
                }
            }
            if before.stage().is_end() {
                prop_assert_eq!(&before.upgrade, &journey.upgrade, "an end is an end");
            }
        }
    }
}
