//! Letters about filled forms: who is asked to sign, who signed, what the desk asks back, what became of it. What was filled in never stands in a
//! mail (S52); what the desk or a signer wrote does, as a quotation.

use domain::ids::SubmissionId;
use domain::submission::RegisterNumber;
use jiff::Timestamp;

use crate::compose::{Content, Writer, labelled, one_line, paragraph};
use crate::words::Sheet;

/// What there is to tell of a filled form.
#[derive(Clone, Copy)]
pub struct SubmissionNews<'a> {
    /// Which.
    pub submission: &'a SubmissionId,
    /// What its form is called, in the language of the letter.
    pub form: &'a str,
    /// What happened.
    pub what: SubmissionEvent<'a>,
}

/// What happened to a filled form.
#[derive(Clone, Copy)]
pub enum SubmissionEvent<'a> {
    /// To a signer: he is asked to sign, or reminded of it.
    ToSign {
        /// What he is called.
        name: &'a str,
        /// Whether it is not the first time.
        again: bool,
        /// The secret of the link.
        token: &'a str,
        /// Until when the link works.
        until: Timestamp,
    },
    /// To a signer: the code to sign with.
    Code {
        /// The six digits.
        code: &'a str,
        /// Until when it is good.
        until: Timestamp,
    },
    /// To somebody who was asked to sign, or did: it was changed or taken back, and nothing he gave counts.
    Void,
    /// To whoever filled it in: it arrived.
    Received,
    /// Somebody signed.
    Signed {
        /// Who.
        name: &'a str,
        /// How many did by now.
        signed: usize,
        /// How many must.
        needed: usize,
    },
    /// Somebody will not sign.
    Declined {
        /// Who.
        name: &'a str,
        /// Why, in his words.
        reason: &'a str,
    },
    /// Everybody signed; the desk has it.
    AllSigned,
    /// Not everybody signed in time.
    Lapsed,
    /// The desk asks something back.
    AskedBack {
        /// What.
        why: &'a str,
    },
    /// It was entered in the register; the certificate is there.
    Registered {
        /// Under which number.
        number: &'a RegisterNumber,
    },
    /// It was granted.
    Granted,
    /// It was taken note of.
    Noted,
    /// It was refused.
    Refused {
        /// Why.
        why: &'a str,
    },
    /// The desk wrote.
    Written,
}

impl SubmissionNews<'_> {
    pub(crate) const fn kind(&self) -> &'static str {
        match self.what {
            SubmissionEvent::ToSign { again: false, .. } => "submission-to-sign",
            SubmissionEvent::ToSign { again: true, .. } => "submission-to-sign-again",
            SubmissionEvent::Code { .. } => "submission-code",
            SubmissionEvent::Void => "submission-void",
            SubmissionEvent::Received => "submission-received",
            SubmissionEvent::Signed { .. } => "submission-signed",
            SubmissionEvent::Declined { .. } => "submission-declined",
            SubmissionEvent::AllSigned => "submission-all-signed",
            SubmissionEvent::Lapsed => "submission-lapsed",
            SubmissionEvent::AskedBack { .. } => "submission-asked-back",
            SubmissionEvent::Registered { .. } => "submission-registered",
            SubmissionEvent::Granted => "submission-granted",
            SubmissionEvent::Noted => "submission-noted",
            SubmissionEvent::Refused { .. } => "submission-refused",
            SubmissionEvent::Written => "submission-written",
        }
    }
}

impl Writer<'_> {
    pub(crate) fn submissions(&self, news: &SubmissionNews<'_>) -> Content {
        let letters = &self.words.letters;
        let form = one_line(news.form);
        let page = format!("/forms/sent/{}", news.submission);
        let write = |sheet: &'static Sheet, more: &[(&str, &str)], path: &str| {
            let mut values = vec![("form", &*form)];
            values.extend_from_slice(more);
            self.sheet(sheet, &values, path)
        };
        let quoting = |sheet: &'static Sheet, more: &[(&str, &str)], text: &str| {
            let mut content = write(sheet, more, &page);
            content.quote = labelled(sheet.quote.as_ref(), &paragraph(text)).filter(|quote| !quote.value.is_empty());
            content
        };
        match news.what {
            SubmissionEvent::ToSign { name, again, token, until } => {
                let sheet = if again { &letters.submission_to_sign_again } else { &letters.submission_to_sign };
                let values = [("name", &*one_line(name)), ("until", &self.at(until))];
                write(sheet, &values, &format!("/forms/sign#token={token}"))
            }
            SubmissionEvent::Code { code, until } => {
                let mut content = write(&letters.submission_code, &[("until", &self.at(until))], "/forms/sign");
                content.secret = labelled(letters.submission_code.secret.as_ref(), code);
                content
            }
            SubmissionEvent::Void => write(&letters.submission_void, &[], "/forms/sign"),
            SubmissionEvent::Received => write(&letters.submission_received, &[], &page),
            SubmissionEvent::Signed { name, signed, needed } => {
                let (signed, needed) = (signed.to_string(), needed.to_string());
                let values = [("name", &*one_line(name)), ("signed", &signed), ("needed", &needed)];
                write(&letters.submission_signed, &values, &page)
            }
            SubmissionEvent::Declined { name, reason } => {
                quoting(&letters.submission_declined, &[("name", &one_line(name))], reason)
            }
            SubmissionEvent::AllSigned => write(&letters.submission_all_signed, &[], &page),
            SubmissionEvent::Lapsed => write(&letters.submission_lapsed, &[], &page),
            SubmissionEvent::AskedBack { why } => quoting(&letters.submission_asked_back, &[], why),
            SubmissionEvent::Registered { number } => {
                write(&letters.submission_registered, &[("number", number.as_str())], &page)
            }
            SubmissionEvent::Granted => write(&letters.submission_granted, &[], &page),
            SubmissionEvent::Noted => write(&letters.submission_noted, &[], &page),
            SubmissionEvent::Refused { why } => quoting(&letters.submission_refused, &[], why),
            SubmissionEvent::Written => write(&letters.submission_written, &[], &page),
        }
    }
}
