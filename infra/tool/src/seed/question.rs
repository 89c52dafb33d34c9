//! One question at the desk: what the service centre is phoned about most (seed 000).

use domain::email::Email;
use domain::ids::{AccountId, OrganisationId};
use domain::language::Language;
use domain::ticket::{Asker, Contact, Decided, Question, Situation, Ticket, Topic};
use jiff::SignedDuration;
use runtime::Context;
use store::Change;

use super::plant::{Named, SeedError, beginning, read};

/// Who asks, and for whom.
const ASKS: (&str, &str) = ("sanne@donald.example", "68750110");

/// The question of somebody who got an invoice with a total; asked two hours before planting, so that it has an age.
pub(super) fn question(cx: &Context) -> Result<Change, SeedError> {
    let (address, number) = ASKS;
    let email: Email = read(address)?;
    let asker = Asker::Person {
        account: AccountId::new(beginning(), &Named(address)),
        organisation: Some(OrganisationId::new(beginning(), &Named(number))),
    };
    let question = Question {
        topic: Topic::Invoices,
        text: read(
            "Ik ontvang een nota met een totaalbedrag. Kan ik een overzicht krijgen welke producten dit betreft?",
        )?,
        situation: Situation { page: Some(read("/invoices")?), ..Situation::default() },
        asker,
        contact: Contact { name: read("Sanne Bakker")?, email, phone: None },
        language: Language::Dutch,
    };
    let at = cx.now().saturating_sub(SignedDuration::from_hours(2)).unwrap_or(cx.now());
    let decided =
        Ticket::ask(question, at, &Named("question")).map_err(|refusal| SeedError::Words(refusal.to_string()))?;
    let mut change = Change::new();
    // Nobody is mailed about what was only planted.
    change.ask(&Decided { effects: Vec::new(), ..decided });
    Ok(change)
}
