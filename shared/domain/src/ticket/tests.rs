use super::*;
use crate::effect::TicketEffect;
use crate::taking::Colleague;

struct Sevens;
impl Chance for Sevens {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn account(last: char) -> AccountId {
    format!("acc_01jdc5aaaaaaaaaaaaaaaaaaa{last}").parse().unwrap()
}

fn note(text: &str) -> Note {
    text.parse().unwrap()
}

fn asked(asker: Asker) -> Decided {
    let contact = Contact { name: "Ada".parse().unwrap(), email: "ada@example.org".parse().unwrap(), phone: None };
    let question = Question {
        topic: Topic::LogIn,
        text: note("Ik kom er niet in."),
        situation: Situation::default(),
        asker,
        contact,
        language: Language::Dutch,
    };
    Ticket::ask(question, at(0), &Sevens).unwrap()
}

fn stranger() -> Ticket {
    asked(Asker::Stranger {}).ticket
}

fn clerk<'a>(account: &'a AccountId, name: &'a Name) -> Colleague<'a> {
    Colleague { account, name }
}

#[test]
fn names_of_topics_are_those_on_the_wire() {
    for topic in Topic::ALL {
        assert_eq!(serde_json::to_value(topic).unwrap(), topic.name());
    }
}

#[test]
fn a_question_is_confirmed_and_told_to_the_desk() {
    let decided = asked(Asker::Stranger {});
    let id = decided.ticket.id.clone();
    assert_eq!(
        decided.effects,
        [
            Effect::Ticket(TicketEffect::Confirm { ticket: id.clone() }),
            Effect::Ticket(TicketEffect::TellDesk { ticket: id })
        ]
    );
    assert_eq!(decided.ticket.state.name(), StateName::Open);
    assert_eq!((decided.audit.actor, decided.ticket.thread.unread_by_desk), (Actor::Visitor, 1));
    assert_eq!(decided.message.unwrap().text.as_str(), "Ik kom er niet in.");
}

#[test]
fn it_goes_to_and_fro_is_closed_and_opened_again() {
    let (fatima, name) = (account('f'), "Fatima".parse().unwrap());
    let by = clerk(&fatima, &name);
    let answered = stranger().answer(by, &note("Lukt het nu?"), false, at(10), &Sevens).unwrap().ticket;
    assert_eq!(answered.state.name(), StateName::WaitingForCustomer);
    assert_eq!((answered.thread.unread_by_customer, answered.thread.unread_by_desk), (1, 0));
    let again = answered.customer_writes(&note("Nee."), at(20), &Sevens).unwrap().ticket;
    assert_eq!((again.state.name(), again.state.since()), (StateName::Open, at(20)));
    assert_eq!(again.thread.unread_by_customer, 0, "writing is having read");
    let closed = again.answer(by, &note("Nu wel."), true, at(30), &Sevens).unwrap().ticket;
    assert_eq!(closed.state.name(), StateName::Closed);
    assert_eq!(closed.clone().take(by, at(31)).unwrap_err(), Refusal::Closed);
    assert_eq!(closed.clone().close(&fatima, at(31)).unwrap_err(), Refusal::Closed);
    let reopened = closed.customer_writes(&note("Toch niet."), at(40), &Sevens).unwrap().ticket;
    assert_eq!(reopened.state.name(), StateName::Reopened);
    let more = reopened.customer_writes(&note("Hallo?"), at(50), &Sevens).unwrap().ticket;
    assert_eq!((more.state.name(), more.state.since()), (StateName::Reopened, at(40)), "age counts from the first");
}

#[test]
fn what_one_colleague_has_in_hand_the_other_leaves_alone_for_half_an_hour() {
    let (fatima, joost, name) = (account('f'), account('j'), "Fatima".parse().unwrap());
    let taken = stranger().take(clerk(&fatima, &name), at(0)).unwrap().ticket;
    assert_eq!(taken.thread.unread_by_desk, 0, "taking is reading");
    let refused = taken.clone().answer(clerk(&joost, &name), &note("Ik ook"), false, at(60), &Sevens).unwrap_err();
    assert!(matches!(refused, Refusal::TakenByAnother { .. }));
    assert!(taken.clone().release(&joost, at(60)).is_err() && taken.clone().close(&joost, at(60)).is_err());
    assert_eq!(taken.clone().release(&fatima, at(60)).unwrap().ticket.taken, None);
    assert!(taken.take(clerk(&joost, &name), at(30 * 60)).is_ok());
}

#[test]
fn nobody_answers_his_own_question() {
    let (fatima, name) = (account('f'), "Fatima".parse().unwrap());
    let own = asked(Asker::Person { account: fatima.clone(), organisation: None }).ticket;
    assert_eq!(own.clone().take(clerk(&fatima, &name), at(1)).unwrap_err(), Refusal::OwnQuestion);
    assert_eq!(own.close(&fatima, at(1)).unwrap_err(), Refusal::OwnQuestion);
}

#[test]
fn a_side_writes_so_much_within_a_day_and_no_more() {
    let mut ticket = stranger();
    for _ in 1..MOST_PER_DAY {
        ticket = ticket.customer_writes(&note("Nog iets."), at(60), &Sevens).unwrap().ticket;
    }
    let refused = ticket.clone().customer_writes(&note("En nog iets."), at(120), &Sevens).unwrap_err();
    assert_eq!(refused, Refusal::TooMany { wait: SignedDuration::from_secs(24 * 3600 - 120) });
    assert!(ticket.customer_writes(&note("Een dag later."), at(24 * 3600), &Sevens).is_ok());
}

#[test]
fn the_latest_link_opens_a_strangers_question_in_time_and_nothing_else() {
    let mut ticket = stranger();
    let hash = |text: &str| crate::account::Token::presented(text).hash();
    let older = TicketLink::issue(hash("one"), &mut ticket, at(0));
    assert!(older.opens(&ticket, at(1)).is_ok());
    assert!(older.opens(&ticket, older.expires_at).is_err());
    let newer = TicketLink::issue(hash("two"), &mut ticket, at(2));
    assert!(older.opens(&ticket, at(3)).is_err() && newer.opens(&ticket, at(3)).is_ok());
    let mut own = asked(Asker::Person { account: account('p'), organisation: None }).ticket;
    let link = TicketLink::issue(hash("three"), &mut own, at(0));
    assert!(link.opens(&own, at(1)).is_err(), "somebody with an account logs in");
    assert!(newer.opens(&own, at(3)).is_err());
}

#[test]
fn names_of_the_desk_are_for_the_desk() {
    let (fatima, name) = (account('f'), "Fatima".parse().unwrap());
    let answered = stranger().answer(clerk(&fatima, &name), &note("Zo."), false, at(10), &Sevens).unwrap();
    let message = answered.message.unwrap();
    assert_eq!(answered.ticket.view([&message]).messages[0].name, None);
    assert_eq!(answered.ticket.desk_view([&message], at(11)).messages[0].name, Some(name));
}

#[test]
fn whoever_asked_closes_his_question_and_opens_it_by_writing() {
    let (fatima, name) = (account('f'), "Fatima".parse().unwrap());
    let taken = stranger().take(clerk(&fatima, &name), at(1)).unwrap().ticket;
    let closed = taken.customer_closes(at(2)).unwrap();
    assert_eq!((closed.ticket.state.name(), closed.ticket.taken.as_ref()), (StateName::Closed, None));
    assert!(closed.effects.is_empty(), "nobody is told of what he did himself, and the desk's list shows it no more");
    assert_eq!(closed.ticket.clone().customer_closes(at(3)).unwrap_err(), Refusal::Closed);
    let again = closed.ticket.customer_writes(&note("Doch noch etwas."), at(4), &Sevens).unwrap();
    assert_eq!(again.ticket.state.name(), StateName::Reopened);
}
