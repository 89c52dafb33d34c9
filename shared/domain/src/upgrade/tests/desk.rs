//! What the desk does with a case beside judging it, and what Balie does by itself.

use jiff::SignedDuration;

use super::*;
use crate::effect::DeskEffect;
use crate::upgrade::messages::{Draft, Message, Side};
use crate::upgrade::queue::{Ages, Queue};
use crate::upgrade::reminders::Nudge;

fn joost() -> AccountId {
    "acc_01jdc5cccccccccccccccccccc".parse().unwrap()
}

impl Journey {
    fn take(&mut self, by: &AccountId) -> Result<(), Refusal> {
        let decided = self.upgrade.clone().take(Colleague { account: by, name: &fatima() }, self.now)?;
        self.keep(decided);
        Ok(())
    }

    fn approve_by(&mut self, by: &AccountId) -> Result<(), Refusal> {
        let colleague = Colleague { account: by, name: &fatima() };
        let decided = self.upgrade.clone().approve(&self.means, self.upgrade.revision, colleague, self.now)?;
        self.keep(decided);
        Ok(())
    }

    fn write(&mut self, from: Side, text: &str) -> Result<Message, Refusal> {
        let author = match from {
            Side::Customer => petra(),
            Side::Desk => staff(),
        };
        let draft = Draft { from, author: &author, name: &fatima(), text: &note(text) };
        let (message, decided) = self.upgrade.clone().write_message(draft, self.now, &Counting::default())?;
        self.keep(decided);
        Ok(message)
    }

    fn nudged(&mut self) -> Option<Nudge> {
        let decided = self.upgrade.clone().nudge(&self.means, self.now).unwrap()?;
        self.keep(decided);
        let Some(Effect::Desk(DeskEffect::Nudge { nudge, .. })) = self.effects.last() else {
            panic!("nothing is told")
        };
        Some(*nudge)
    }

    fn days_later(&mut self, days: i64) {
        self.now += SignedDuration::from_hours(24 * days);
    }

    /// In review with every check passed, at EH4.
    fn ready_at_eh4() -> Self {
        let mut journey = Self::submitted();
        journey.upgrade.target_level = AssuranceLevel::Eh4;
        for check in [Check::UserIdentity, Check::PowerToRepresent, Check::Identification] {
            let (upgrade, now) = (&mut journey.upgrade, journey.now);
            let evidence = Evidence::Staff { account: staff(), note: note("seen") };
            upgrade.checklist.put(check, CheckState::Passed { at: now, evidence });
        }
        journey
    }
}

#[test]
fn a_case_in_somebodys_hands_is_no_colleagues() {
    let mut journey = Journey::submitted();
    journey.take(&staff()).unwrap();
    let until = journey.upgrade.at_desk.taken.as_ref().unwrap().until;
    assert_eq!(until, journey.now + SignedDuration::from_mins(30));
    let refused = Err(Refusal::TakenByAnother { name: fatima(), until });
    assert_eq!(journey.take(&joost()), refused);
    let case = journey.upgrade.clone();
    let record = case.record_check(
        Check::UserIdentity,
        Outcome::Passed,
        note("seen"),
        journey.upgrade.revision,
        &joost(),
        journey.now,
    );
    assert_eq!(record.map(|_| ()), refused);
    assert_eq!(journey.upgrade.clone().release(&joost(), journey.now).map(|_| ()), refused);
    journey.record(Check::UserIdentity, Outcome::Passed).unwrap();
    // Half an hour later nobody holds it, whether or not somebody went home with it.
    journey.now = until;
    journey.take(&joost()).unwrap();
    let decided = journey.upgrade.clone().release(&joost(), journey.now).unwrap();
    assert_eq!(decided.upgrade.at_desk.taken, None);
    assert_eq!(journey.take(&petra()), Err(Refusal::OwnCase));
}

#[test]
fn taking_disturbs_nobody_who_looks_at_the_case() {
    let mut journey = Journey::submitted();
    let (revision, entries) = (journey.upgrade.revision, journey.upgrade.entries);
    journey.take(&staff()).unwrap();
    assert_eq!((journey.upgrade.revision, journey.upgrade.entries), (revision, entries));
    let mut draft = Journey::begun();
    assert!(matches!(draft.take(&staff()), Err(Refusal::WrongStage { .. })), "there is nothing to work on yet");
}

#[test]
fn at_eh4_two_different_people_approve() {
    let mut journey = Journey::ready_at_eh4();
    journey.approve_by(&staff()).unwrap();
    assert_eq!(journey.stage(), StageName::InReview);
    assert_eq!(journey.upgrade.queue(), Some(Queue::SecondApproval));
    assert_eq!(journey.approve_by(&staff()), Err(Refusal::SecondPersonNeeded));
    assert_eq!(journey.approve_by(&petra()), Err(Refusal::OwnCase));
    journey.approve_by(&joost()).unwrap();
    assert_eq!(journey.stage(), StageName::Approved);
    assert_eq!(journey.upgrade.at_desk.approvals.len(), 2);
}

#[test]
fn what_changes_the_case_takes_the_first_approval_back() {
    let mut journey = Journey::ready_at_eh4();
    journey.approve_by(&staff()).unwrap();
    journey.record(Check::UserIdentity, Outcome::Passed).unwrap();
    assert!(journey.upgrade.at_desk.approvals.is_empty());
    journey.approve_by(&joost()).unwrap();
    assert_eq!(journey.stage(), StageName::InReview, "it is the first one again");
}

#[test]
fn a_case_stands_in_one_queue_at_a_time_and_leaves_it_with_its_wait() {
    let mut journey = Journey::submitted();
    assert_eq!(journey.upgrade.queue(), Some(Queue::Data));
    assert_eq!(journey.upgrade.at_desk.standing.unwrap().since, journey.now);
    journey.days_later(2);
    let revision = journey.upgrade.revision;
    let decided = journey.upgrade.clone().record_check(
        Check::UserIdentity,
        Outcome::Passed,
        note("seen"),
        revision,
        &staff(),
        journey.now,
    );
    let decided = decided.unwrap();
    let moved = decided.queue.unwrap();
    let left = moved.left.unwrap();
    assert_eq!((left.queue, left.minutes, left.working_days), (Queue::Data, 2 * 24 * 60, 1));
    assert_eq!(moved.into, Some(Queue::Powers));
    journey.keep(decided);
    journey.record(Check::PowerToRepresent, Outcome::Passed).unwrap();
    journey.record(Check::Identification, Outcome::Passed).unwrap();
    assert_eq!(journey.upgrade.queue(), Some(Queue::Decision));
    journey.approve().unwrap();
    assert_eq!((journey.upgrade.queue(), journey.upgrade.at_desk.standing), (None, None));
}

#[test]
fn a_promise_is_the_longer_of_the_rule_and_of_what_cases_really_wait() {
    let promised = |ages: Ages| {
        let mut journey = Journey::begun();
        journey.fill_in(petras_data()).unwrap();
        journey.hand_in(fresh()).unwrap();
        journey.upgrade = journey.upgrade.clone().seeing(ages);
        journey.submit().unwrap();
        journey.promised_for().unwrap()
    };
    assert_eq!(
        promised(Ages::default()),
        date(2026, 11, 30),
        "five working days after Monday, the partner being waited for"
    );
    let quick = Ages([(Queue::Data, 1), (Queue::Powers, 1)].into());
    assert_eq!(promised(quick), date(2026, 11, 30), "never sooner than the rule");
    let slow = Ages([(Queue::Data, 4), (Queue::Powers, 4), (Queue::Extract, 9)].into());
    assert_eq!(promised(slow), date(2026, 12, 3), "eight working days; an extract was never in that queue");
}

#[test]
fn each_check_has_a_date_of_its_own_within_the_promise() {
    let journey = Journey::submitted();
    let view = journey.upgrade.view(&journey.means.registration, vec![], Viewer::Customer).unwrap();
    let until = |check| view.checks.iter().find(|view| view.check == check).unwrap().until;
    assert_eq!(until(Check::UserIdentity), Some(date(2026, 11, 24)));
    assert_eq!(until(Check::PowerToRepresent), Some(date(2026, 11, 25)));
    assert_eq!(until(Check::ExtractInDate), None, "it has passed");
}

#[test]
fn a_promise_that_cannot_be_kept_moves_once_with_its_reason_and_a_mail() {
    let mut journey = Journey::submitted();
    let held = |journey: &Journey, ages: Ages| journey.upgrade.clone().hold_promise(ages, journey.now).unwrap();
    assert_eq!(held(&journey, Ages::default()), None);
    let busy = || Ages([(Queue::Data, 5), (Queue::Powers, 3)].into());
    let decided = held(&journey, busy()).unwrap();
    let moved_to = date(2026, 12, 2);
    let moved = What::PromiseMoved { promised_for: Some(moved_to), because: Moved::QueueLongerThanExpected };
    assert_eq!(decided.entries[0].what, moved);
    assert!(matches!(decided.effects[..], [Effect::Desk(DeskEffect::TellPromiseMoved { .. })]));
    journey.keep(decided);
    assert_eq!(journey.promised_for(), Some(moved_to));
    assert_eq!(held(&journey, busy()), None, "it moves once");
    // Past the date there is a new one, and not tomorrow's.
    journey.days_later(11);
    let decided = held(&journey, Ages::default()).unwrap();
    let moved = What::PromiseMoved { promised_for: Some(date(2026, 12, 7)), because: Moved::OthersTakeLonger };
    assert_eq!(decided.entries[0].what, moved, "nobody waits long at the desk any more; the partner is not done");
}

#[test]
fn a_message_is_new_to_the_other_side_until_it_reads_or_answers() {
    let mut journey = Journey::submitted();
    let question = journey.write(Side::Desk, "Is this your first name?").unwrap();
    assert!(matches!(journey.effects.last(), Some(Effect::Desk(DeskEffect::TellMessage { .. }))));
    let thread = &journey.upgrade.at_desk.thread;
    assert_eq!((thread.unread_by_customer, thread.unread_by_desk), (1, 0));
    assert_eq!(thread.view(&question, Side::Customer).name, None, "names of the desk's people are for the desk");
    journey.days_later(1);
    let answer = journey.write(Side::Customer, "Yes").unwrap();
    let thread = &journey.upgrade.at_desk.thread;
    assert_eq!((thread.unread_by_customer, thread.unread_by_desk, thread.count), (0, 1, 2));
    assert_eq!(thread.view(&question, Side::Desk).read_at, Some(journey.now), "answering is having read");
    assert_eq!(thread.view(&answer, Side::Desk).read_at, None);
    let read = journey.upgrade.clone().read_messages(Side::Desk, &staff(), journey.now).unwrap().unwrap();
    journey.keep(read);
    assert_eq!(journey.upgrade.clone().read_messages(Side::Desk, &staff(), journey.now), Ok(None));
    assert_eq!(journey.upgrade.queue(), Some(Queue::Data), "it stands where it stood");
}

#[test]
fn whoever_writes_while_nothing_else_waits_stands_in_the_queue_of_messages() {
    let mut journey = Journey::begun();
    journey.write(Side::Customer, "Which level do I need?").unwrap();
    assert_eq!(journey.upgrade.queue(), Some(Queue::Message));
    journey.write(Side::Desk, "EH3.").unwrap();
    assert_eq!(journey.upgrade.queue(), None);
}

#[test]
fn of_messages_in_a_day_there_is_an_end() {
    let mut journey = Journey::begun();
    for _ in 0..20 {
        journey.write(Side::Customer, "Hello").unwrap();
    }
    assert!(matches!(journey.write(Side::Customer, "Hello"), Err(Refusal::TooManyMessages { .. })));
    journey.write(Side::Desk, "Good day").unwrap();
    journey.days_later(1);
    journey.write(Side::Customer, "Hello").unwrap();
}

#[test]
fn a_draft_nobody_goes_on_with_is_reminded_warned_of_and_called_off() {
    let mut journey = Journey::begun();
    journey.days_later(6);
    assert_eq!(journey.nudged(), None);
    journey.days_later(1);
    assert_eq!(journey.nudged(), Some(Nudge::Unfinished));
    assert_eq!(journey.nudged(), None, "once");
    journey.days_later(71);
    let on = date(2027, 2, 22);
    assert_eq!(journey.nudged(), Some(Nudge::WillBeCalledOff { on }));
    journey.days_later(13);
    assert_eq!(journey.nudged(), None);
    journey.days_later(1);
    assert_eq!(journey.nudged(), Some(Nudge::CalledOff));
    assert_eq!(journey.stage(), StageName::Cancelled);
    assert_eq!(journey.means.open_upgrade, None, "the means can be raised another time");
    assert_eq!(journey.nudged(), None);
}

#[test]
fn nobody_is_called_off_who_was_not_told_two_weeks_before() {
    let mut journey = Journey::begun();
    // Nobody looked for half a year.
    journey.days_later(180);
    assert!(matches!(journey.nudged(), Some(Nudge::WillBeCalledOff { .. })), "the reminders before it are past");
    assert_eq!(journey.nudged(), None);
    journey.days_later(13);
    assert_eq!(journey.nudged(), None);
    journey.days_later(1);
    assert_eq!(journey.nudged(), Some(Nudge::CalledOff));
}

#[test]
fn whatever_happens_begins_the_silence_anew() {
    let mut journey = Journey::begun();
    journey.days_later(6);
    journey.fill_in(petras_data()).unwrap();
    journey.days_later(6);
    assert_eq!(journey.nudged(), None);
    journey.days_later(1);
    assert_eq!(journey.nudged(), Some(Nudge::Unfinished));
}

#[test]
fn what_is_missing_is_asked_for_again_after_one_and_two_weeks() {
    let mut journey = Journey::submitted();
    journey.refuse(Reason::ExtractTooOld).unwrap();
    let due = journey.upgrade.due_at().unwrap();
    assert_eq!(due, journey.now + SignedDuration::from_hours(7 * 24));
    journey.days_later(7);
    assert_eq!(journey.nudged(), Some(Nudge::StillMissing));
    journey.days_later(7);
    assert_eq!(journey.nudged(), Some(Nudge::StillMissing));
    journey.days_later(30);
    assert_eq!(journey.nudged(), None);
}

#[test]
fn a_code_that_lapses_tomorrow_is_reminded_of_once() {
    let mut journey = Journey::approved();
    journey.mail_code("right").unwrap();
    journey.days_later(2);
    assert_eq!(journey.nudged(), Some(Nudge::CodeLapses));
    assert_eq!(journey.nudged(), None);
}

#[test]
fn a_promise_is_looked_at_when_its_day_is_over_though_nothing_waits_at_the_desk() {
    let mut journey = Journey::submitted();
    for check in [Check::UserIdentity, Check::PowerToRepresent] {
        journey.record(check, Outcome::Passed).unwrap();
    }
    assert_eq!((journey.upgrade.queue(), journey.promised_for()), (None, Some(date(2026, 11, 30))));
    assert_eq!(journey.upgrade.due_at(), Some("2026-11-30T23:00:00Z".parse().unwrap()), "midnight in Amsterdam");
    journey.now = journey.upgrade.due_at().unwrap();
    let decided = journey.upgrade.clone().hold_promise(Ages::default(), journey.now).unwrap().unwrap();
    journey.keep(decided);
    assert_eq!(journey.promised_for(), Some(date(2026, 12, 3)));
    assert!(journey.upgrade.due_at().unwrap() > journey.now);
}

#[test]
fn while_it_is_our_move_nobody_else_is_reminded() {
    let mut journey = Journey::submitted();
    assert_eq!(journey.upgrade.due_at(), None);
    journey.days_later(200);
    assert_eq!(journey.nudged(), None);
}
