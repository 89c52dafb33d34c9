//! E-mail addresses.

use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An address mail can be sent to; the name an account is known by.
///
/// At most 254 characters, no quoted local part, no comment, no control character (S52). Kept as typed; compared without regard to case
/// through [`Email::normalised`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("format" = "email", "maxLength" = 254))]
pub struct Email(String);

/// The text is not an e-mail address Balie can use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not an e-mail address")]
pub struct NotAnEmail;

impl Email {
    /// The address as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address in lower case: the form in which two addresses are the same.
    pub fn normalised(&self) -> String {
        self.0.to_lowercase()
    }

    /// What stands before the `@`: a word no password may lean on (S5).
    pub fn local_part(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }

    /// The address with its middle hidden, for whom it tells enough: `p•••@voorbeeld.nl`.
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.split_once('@').unwrap_or_default();
        format!("{}•••@{domain}", local.chars().take(1).collect::<String>())
    }
}

impl FromStr for Email {
    type Err = NotAnEmail;

    fn from_str(text: &str) -> Result<Self, NotAnEmail> {
        let text = text.trim();
        if text.len() > 254 || text.chars().any(|c| c.is_control() || c.is_whitespace() || c == '"' || is_disguised(c))
        {
            return Err(NotAnEmail);
        }
        let options =
            email_address::Options::default().without_display_text().without_domain_literal().with_required_tld();
        email_address::EmailAddress::parse_with_options(text, options).map_err(|_| NotAnEmail)?;
        Ok(Self(text.to_owned()))
    }
}

/// Whether small letters make an ordinary letter of an unusual one (the Kelvin sign becomes a k): such an address would be looked up as one
/// person's and mailed to another's.
fn is_disguised(c: char) -> bool {
    !c.is_ascii() && c.to_lowercase().any(|small| small.is_ascii())
}

impl TryFrom<String> for Email {
    type Error = NotAnEmail;

    fn try_from(text: String) -> Result<Self, NotAnEmail> {
        text.parse()
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

#[cfg(test)]
mod tests {
    use super::Email;

    #[test]
    fn holding_one_is_the_proof() {
        for good in ["p.jansen@voorbeeld.nl", "info+kvk@müller.de", "a@b.co"] {
            assert!(good.parse::<Email>().is_ok(), "{good}");
        }
        for bad in ["", "jansen", "jansen@", "a@localhost", "a@b.nl\r\nBcc: x@y.nl", "\"a b\"@c.nl", "Jan <jan@c.nl>"] {
            assert!(bad.parse::<Email>().is_err(), "{bad:?}");
        }
        assert!(format!("{}@b.nl", "a".repeat(260)).parse::<Email>().is_err());
    }

    #[test]
    fn case_does_not_make_another_person() {
        let email: Email = "P.Jansen@Voorbeeld.NL".parse().unwrap();
        assert_eq!(email.normalised(), "p.jansen@voorbeeld.nl");
        assert_eq!(email.local_part(), "P.Jansen");
    }

    #[test]
    fn no_address_is_looked_up_as_one_and_mailed_as_another() {
        for disguised in ["er\u{212a}@voorbeeld.nl", "erik@\u{212a}pn.nl", "\u{130}da@voorbeeld.nl"] {
            assert!(disguised.parse::<Email>().is_err(), "{disguised}");
        }
        assert!("jürgen.åkesson@voorbeeld.nl".parse::<Email>().is_ok());
    }
}
