//! The journey of Petra Jansen, sole director, from EH2+ to EH3.

mod activation;
mod desk;
mod documents;
mod mandate;
mod roads;

use std::sync::atomic::{AtomicU8, Ordering};

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};

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
