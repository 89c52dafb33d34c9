//! Letters about access codes and the main user (domain.md 4.1). A code and whatever leads to a password never travel in one mail.

use jiff::Timestamp;

use crate::compose::{Content, Writer, labelled, one_line};

/// What there is to tell.
#[derive(Clone, Copy)]
pub enum CodesNews<'a> {
    /// The characters of an access code (S22).
    Code {
        /// In which organisation.
        organisation: &'a str,
        /// Its label.
        label: &'a str,
        /// The characters, as the reader types them.
        code: &'a str,
        /// Whether it comes in the place of an earlier one.
        again: bool,
    },
    /// The main user opened an account for the reader, who chooses its password.
    Invited {
        /// For which organisation.
        organisation: &'a str,
        /// The secret of the link.
        token: &'a str,
        /// Until when the link works.
        until: Timestamp,
    },
    /// The link that brings a new code in the place of a lost one.
    NewCode {
        /// The secret of the link.
        token: &'a str,
        /// Until when the link works.
        until: Timestamp,
    },
    /// Somebody asked for a new code for an account that has none.
    NoCode,
    /// A code was replaced by a new one, or is about to be.
    Replaced {
        /// In which organisation.
        organisation: &'a str,
        /// Its label.
        label: &'a str,
        /// Who holds it.
        holder: &'a str,
    },
    /// A code was ended.
    Ended {
        /// In which organisation.
        organisation: &'a str,
        /// Its label.
        label: &'a str,
    },
    /// To the main user: somebody who has a code chose a new password by way of his mailbox.
    PasswordReset {
        /// In which organisation.
        organisation: &'a str,
        /// The label of his code.
        label: &'a str,
        /// Who.
        holder: &'a str,
    },
    /// The main user handed over.
    MainUserChanged {
        /// In which organisation.
        organisation: &'a str,
        /// Who it was.
        from: &'a str,
        /// Who it is.
        to: &'a str,
    },
}

impl CodesNews<'_> {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Code { again: false, .. } => "access-code",
            Self::Code { again: true, .. } => "access-code-renewed",
            Self::Invited { .. } => "colleague-invited",
            Self::NewCode { .. } => "new-access-code-link",
            Self::NoCode => "no-access-code",
            Self::Replaced { .. } => "access-code-replaced",
            Self::Ended { .. } => "access-code-ended",
            Self::PasswordReset { .. } => "colleague-password-reset",
            Self::MainUserChanged { .. } => "main-user-changed",
        }
    }
}

impl Writer<'_> {
    pub(crate) fn codes(&self, news: &CodesNews<'_>) -> Content {
        let letters = &self.words.letters;
        match news {
            CodesNews::Code { organisation, label, code, again } => {
                let sheet = if *again { &letters.access_code_renewed } else { &letters.access_code };
                let values = [("organisation", &*one_line(organisation)), ("label", &one_line(label))];
                let mut content = self.sheet(sheet, &values, "/log-in");
                content.secret = labelled(sheet.secret.as_ref(), code);
                content
            }
            CodesNews::Invited { organisation, token, until } => {
                let values = [("organisation", &*one_line(organisation)), ("until", &self.at(*until))];
                self.sheet(&letters.colleague_invited, &values, &format!("/activate?invited#token={token}"))
            }
            CodesNews::NewCode { token, until } => {
                let values = [("until", &*self.at(*until))];
                self.sheet(&letters.new_access_code_link, &values, &format!("/new-access-code#token={token}"))
            }
            CodesNews::NoCode => self.sheet(&letters.no_access_code, &[], "/log-in"),
            CodesNews::PasswordReset { organisation, label, holder } => {
                let values = [
                    ("organisation", &*one_line(organisation)),
                    ("label", &one_line(label)),
                    ("holder", &one_line(holder)),
                ];
                self.sheet(&letters.colleague_password_reset, &values, "/access-codes")
            }
            CodesNews::Replaced { organisation, label, holder } => {
                let values = [
                    ("organisation", &*one_line(organisation)),
                    ("label", &one_line(label)),
                    ("holder", &one_line(holder)),
                ];
                self.sheet(&letters.access_code_replaced, &values, "/access-codes")
            }
            CodesNews::Ended { organisation, label } => {
                let values = [("organisation", &*one_line(organisation)), ("label", &one_line(label))];
                self.sheet(&letters.access_code_ended, &values, "/log-in")
            }
            CodesNews::MainUserChanged { organisation, from, to } => {
                let values =
                    [("organisation", &*one_line(organisation)), ("from", &one_line(from)), ("to", &one_line(to))];
                self.sheet(&letters.main_user_changed, &values, "/access-codes")
            }
        }
    }
}
