//! A letter in words.

use askama::Template;
use domain::language::Language;

use crate::letter::{Case, Letter, Missing};
use crate::moment::{day, moment};
use crate::terms::{Term, Terms};
use crate::words::{Sheet, Words, fill, words};

/// A mail in the reader's language.
pub struct Rendered {
    /// The subject: one line, without anything a stranger wrote.
    pub subject: String,
    /// The mail for readers of plain text.
    pub text: String,
    /// The mail for everybody else.
    pub html: String,
    /// The language it is in.
    pub language: Language,
}

/// A mail could not be put into words: a fault in what is compiled in, which the tests would find.
#[derive(Debug, thiserror::Error)]
pub enum NotRendered {
    /// A catalogue does not load.
    #[error("the words do not load: {0}")]
    Words(&'static serde_json::Error),
    /// A template does not run.
    #[error("the template does not run: {0}")]
    Template(#[from] askama::Error),
}

/// What the templates show.
pub(crate) struct Content {
    lang: &'static str,
    subject: String,
    heading: String,
    greeting: &'static str,
    body: Vec<String>,
    pub(crate) secret: Option<Labelled>,
    pub(crate) items: Vec<Item>,
    pub(crate) quote: Option<Labelled>,
    button: Option<Labelled>,
    link_hint: &'static str,
    after: Vec<String>,
    closing: &'static str,
    promise: &'static str,
}

pub(crate) struct Labelled {
    label: String,
    pub(crate) value: String,
}

pub(crate) struct Item {
    pub(crate) title: String,
    pub(crate) text: String,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    mail: &'a Content,
}

#[derive(Template)]
#[template(path = "letter.txt")]
struct Text<'a> {
    mail: &'a Content,
}

/// Puts a letter into words. `origin` is the web origin from the configuration (`https://balie.example`), the only host a link ever
/// points to (S52).
pub fn render(letter: &Letter<'_>, language: Language, origin: &str) -> Result<Rendered, NotRendered> {
    let words = words(language).map_err(NotRendered::Words)?;
    let terms = Terms::of(language).map_err(NotRendered::Words)?;
    let writer = Writer { words, terms, language, origin: origin.trim_end_matches('/') };
    let content = writer.write(letter);
    let html = Html { mail: &content }.render()?;
    let text = Text { mail: &content }.render()?;
    Ok(Rendered { subject: one_line(&content.subject), text, html, language })
}

pub(crate) struct Writer<'a> {
    pub(crate) words: &'static Words,
    pub(crate) terms: &'static Terms,
    pub(crate) language: Language,
    pub(crate) origin: &'a str,
}

impl Writer<'_> {
    fn write(&self, letter: &Letter<'_>) -> Content {
        let letters = &self.words.letters;
        let parts = &self.words.parts;
        match letter {
            Letter::Confirm { token, until } => {
                self.sheet(&letters.confirm, &[("until", &self.at(*until))], &format!("/activate#token={token}"))
            }
            Letter::InitialPassword { password, until } => {
                let mut content = self.sheet(&letters.initial_password, &[("until", &self.at(*until))], "/log-in");
                content.secret = labelled(letters.initial_password.secret.as_ref(), password);
                content
            }
            Letter::AlreadyRegistered => self.sheet(&letters.already_registered, &[], "/log-in"),
            Letter::Reset { token, until } => {
                self.sheet(&letters.reset, &[("until", &self.at(*until))], &format!("/new-password#token={token}"))
            }
            Letter::PasswordChanged { at } => {
                self.sheet(&letters.password_changed, &[("at", &self.at(*at))], "/log-in")
            }
            Letter::NewLogIn { at, device } => {
                let device = one_line(device);
                self.sheet(&letters.new_log_in, &[("at", &self.at(*at)), ("device", &device)], "/account")
            }
            Letter::SessionTheft { at } => self.sheet(&letters.session_theft, &[("at", &self.at(*at))], "/log-in"),
            Letter::RecoveryCodeUsed { at, left } => {
                let left = if *left == 0 { parts.no_codes_left.clone() } else { parts.codes_left.say(*left) };
                self.sheet(&letters.recovery_code_used, &[("at", &self.at(*at)), ("left", &left)], "/account")
            }
            Letter::SecondFactorChanged { at, on } => {
                let state = if *on { &parts.second_factor_on } else { &parts.second_factor_off };
                self.sheet(&letters.second_factor_changed, &[("at", &self.at(*at)), ("state", state)], "/account")
            }
            Letter::EherkenningChanged { at, linked } => {
                let sheet = if *linked { &letters.eherkenning_linked } else { &letters.eherkenning_unlinked };
                self.sheet(sheet, &[("at", &self.at(*at))], "/account")
            }
            Letter::UpgradeReceived { case, promised_for } => {
                let promise = match promised_for {
                    Some(date) => fill(&parts.promised_for, &[("date", &day(&self.words.frame, *date))]),
                    None => parts.not_promised.clone(),
                };
                let sheet = first_or(case, &letters.first_received, &letters.upgrade_received);
                self.about(sheet, case, &[("promise", &promise)], &format!("/upgrades/{}", case.upgrade))
            }
            Letter::SomethingMissing { case, missing } => {
                let link = format!("/upgrades/{}", case.upgrade);
                let mut content =
                    self.about(first_or(case, &letters.first_missing, &letters.something_missing), case, &[], &link);
                content.items = self.all_missing(missing);
                content
            }
            Letter::Refused { case, reason, text } => {
                let mut content = self.about(
                    first_or(case, &letters.first_refused, &letters.refused),
                    case,
                    &[],
                    &format!("/upgrades/{}", case.upgrade),
                );
                content.items = self.terms.reason(*reason).map(Item::from).into_iter().collect();
                content.quote =
                    labelled(letters.refused.quote.as_ref(), &paragraph(text)).filter(|quote| !quote.value.is_empty());
                content
            }
            Letter::Approved { case, means, code, until } => {
                let values = [("until", &*self.at(*until)), ("origin", self.origin)];
                let mut content = self.about(
                    first_or(case, &letters.first_approved, &letters.approved),
                    case,
                    &values,
                    &format!("/means/{means}/activate"),
                );
                content.secret = labelled(letters.approved.secret.as_ref(), code);
                content
            }
            Letter::Activated { case } => {
                self.about(first_or(case, &letters.first_activated, &letters.activated), case, &[], "/means")
            }
            Letter::Invoice(news) => self.invoices(news),
            Letter::Budget(news) => self.budget(news),
            Letter::Business(news) => self.businesses(news),
            Letter::People(news) => self.people(news),
            Letter::Order(news) => self.orders(news),
            Letter::CounterOrder(news) => self.counter(news),
            Letter::Mandate(news) => self.mandates(news),
            Letter::Overview(news) => self.overviews(news),
            Letter::Folder(news) => self.folders(news),
            Letter::Collection(news) => self.collections(news),
            Letter::Codes(news) => self.codes(news),
            Letter::Account(news) => self.accounts(news),
            Letter::SignerInvited { case, name, token, until } => {
                self.to_sign(&letters.signer_invited, case, name, token, *until)
            }
            Letter::SignerReminded { case, name, token, until } => {
                self.to_sign(&letters.signer_reminded, case, name, token, *until)
            }
            Letter::SigningCode { code, until } => {
                let mut content = self.sheet(&letters.signing_code, &[("until", &self.at(*until))], "/sign");
                content.secret = labelled(letters.signing_code.secret.as_ref(), code);
                content
            }
            Letter::SignatureConfirmed { case, name, at } => {
                let values = [("name", &*one_line(name)), ("at", &self.at(*at))];
                self.about(&letters.signature_confirmed, case, &values, "/sign")
            }
            Letter::SignerSigned { case, name, progress } => {
                let (signed, needed) = (progress.0.to_string(), progress.1.to_string());
                let values = [("name", &*one_line(name)), ("signed", &signed), ("needed", &needed)];
                self.about(&letters.signer_signed, case, &values, &format!("/upgrades/{}", case.upgrade))
            }
            Letter::AllSigned { case, progress } => {
                let (signed, needed) = (progress.0.to_string(), progress.1.to_string());
                let values = [("signed", &*signed), ("needed", &needed)];
                self.about(&letters.all_signed, case, &values, &format!("/upgrades/{}", case.upgrade))
            }
            Letter::SignerDeclined { case, name, reason } => {
                let link = format!("/upgrades/{}", case.upgrade);
                let mut content = self.about(&letters.signer_declined, case, &[("name", &one_line(name))], &link);
                content.quote = labelled(letters.signer_declined.quote.as_ref(), &paragraph(reason));
                content
            }
            Letter::SignerReplaced { case, name } => {
                self.about(&letters.signer_replaced, case, &[("name", &one_line(name))], "/sign")
            }
            Letter::Identity { case, news } => self.identity(case, news),
            Letter::Desk { case, news } => self.desk(case, news),
            Letter::Submission(news) => self.submissions(news),
            Letter::Ticket { reference, news } => self.ticket(*reference, news),
            Letter::UntakenCase(case) => self.untaken(case),
        }
    }

    pub(crate) fn sheet(&self, sheet: &'static Sheet, values: &[(&str, &str)], path: &str) -> Content {
        let frame = &self.words.frame;
        let filled = |patterns: &[String]| patterns.iter().map(|pattern| fill(pattern, values)).collect();
        Content {
            lang: self.language.code(),
            subject: fill(&sheet.subject, values),
            heading: fill(&sheet.heading, values),
            greeting: &frame.greeting,
            body: filled(&sheet.body),
            secret: None,
            items: Vec::new(),
            quote: None,
            button: Some(Labelled { label: sheet.button.clone(), value: format!("{}{path}", self.origin) }),
            link_hint: &frame.link_hint,
            after: filled(&sheet.after),
            closing: &frame.closing,
            promise: &frame.promise,
        }
    }

    /// A letter with a personal link into the signing room.
    fn to_sign(
        &self,
        sheet: &'static Sheet,
        case: &Case<'_>,
        name: &str,
        token: &str,
        until: jiff::Timestamp,
    ) -> Content {
        let values = [("name", &*one_line(name)), ("until", &self.at(until))];
        self.about(sheet, case, &values, &format!("/sign#token={token}"))
    }

    /// A letter about an upgrade. Names come in the body only, never in the subject.
    pub(crate) fn about(&self, sheet: &'static Sheet, case: &Case<'_>, more: &[(&str, &str)], path: &str) -> Content {
        let level = |level: domain::level::AssuranceLevel| {
            self.terms.levels.get(&level).map_or(level.name(), |term| &term.name)
        };
        let (means, organisation) = (one_line(case.means_number), one_line(case.organisation));
        let mut values = vec![
            ("means", means.as_str()),
            ("organisation", organisation.as_str()),
            ("from", case.from.map_or("", level)),
            ("to", level(case.to)),
        ];
        values.extend_from_slice(more);
        self.sheet(sheet, &values, path)
    }

    pub(crate) fn all_missing(&self, missing: &[Missing]) -> Vec<Item> {
        missing.iter().filter_map(|missing| self.missing(missing)).collect()
    }

    fn missing(&self, missing: &Missing) -> Option<Item> {
        let document = missing.document.and_then(|refusal| self.terms.document(refusal));
        let reason = || missing.reason.and_then(|reason| self.terms.reason(reason));
        document.or_else(reason).or_else(|| self.terms.check(missing.check)).map(Item::from)
    }

    pub(crate) fn at(&self, at: jiff::Timestamp) -> String {
        moment(&self.words.frame, self.language, at)
    }
}

impl Content {
    /// With a list of things, each with what to do about it.
    pub(crate) fn listing(mut self, items: Vec<Item>) -> Self {
        self.items = items;
        self
    }

    /// With another address behind the button: one that the configuration vouches for (S52).
    pub(crate) fn leading_to(mut self, address: &str) -> Self {
        if let Some(button) = &mut self.button {
            address.clone_into(&mut button.value);
        }
        self
    }
}

/// What is told of a first application, or of raising a means: a case without a level before it has none to speak of.
fn first_or(case: &Case<'_>, first: &'static Sheet, raising: &'static Sheet) -> &'static Sheet {
    if case.from.is_none() { first } else { raising }
}

impl From<&Term> for Item {
    fn from(term: &Term) -> Self {
        Self { title: term.name.clone(), text: term.ask.clone() }
    }
}

pub(crate) fn labelled(label: Option<&String>, value: &str) -> Option<Labelled> {
    Some(Labelled { label: label?.clone(), value: value.to_owned() })
}

/// A stranger's text as one line of bearable length (S52).
pub(crate) fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A colleague's text: lines stay lines, other control characters go.
pub(crate) fn paragraph(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect::<String>().trim().to_owned()
}
