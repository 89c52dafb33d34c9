//! Every mail Balie sends. A [`Letter`] says what there is to tell; [`render`] puts it into one of three languages as text and HTML;
//! [`mime`] makes it a message.
//!
//! There is one layout (`templates/`), and per language one catalogue of words (`words/`), with one entry per kind of letter. Terms that
//! pages use as well (levels, checks, reasons) stand in `shared/terms`, which the web client reads from the same files. Everything is
//! compiled in, and the catalogues are typed: a language that lacks a sentence does not load, which a test would see first.

mod accounts;
mod budget;
mod businesses;
mod codes;
mod collections;
mod compose;
mod desk;
mod folders;
mod identity;
mod invoices;
mod letter;
mod mandates;
mod mime;
mod moment;
mod orders;
mod overviews;
mod people;
mod submissions;
mod terms;
mod ticket;
mod words;

pub use accounts::AccountNews;
pub use budget::BudgetNews;
pub use businesses::{BusinessEvent, BusinessNews};
pub use codes::CodesNews;
pub use collections::{CollectionEvent, CollectionNews};
pub use compose::{NotRendered, Rendered, render};
pub use desk::DeskNews;
pub use folders::{FolderEvent, FolderNews};
pub use identity::IdentityNews;
pub use invoices::{InvoiceEvent, InvoiceNews};
pub use letter::{Case, Letter, Missing};
pub use mandates::{MandateEvent, MandateLetter};
pub use mime::{NotAMessage, mime};
pub use orders::{CounterNews, OrderNews, OrderOutcome};
pub use overviews::{OverviewNews, OverviewOutcome};
pub use people::PeopleNews;
pub use submissions::{SubmissionEvent, SubmissionNews};
pub use terms::{Term, Terms};
pub use ticket::{Place, TicketEvent, TicketNews, Untaken};
