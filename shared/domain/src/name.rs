//! Names of people and places, and what staff write, as text that can safely stand in a mail, a PDF or a header.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident, up to $longest:literal, breaks $breaks:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(try_from = "String", into = "String")]
        #[schemars(with = "String", extend("minLength" = 1, "maxLength" = $longest))]
        pub struct $name(String);

        impl $name {
            /// The text, without white space at its ends.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotUsable;

            fn from_str(text: &str) -> Result<Self, NotUsable> {
                let text = text.trim();
                let unfit = |c: char| c.is_control() && !($breaks && matches!(c, '\n' | '\t'));
                if text.is_empty() || text.chars().count() > $longest || text.chars().any(unfit) {
                    return Err(NotUsable);
                }
                Ok(Self(text.to_owned()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotUsable;

            fn try_from(text: String) -> Result<Self, NotUsable> {
                text.replace("\r\n", "\n").parse()
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            /// Only its length: names and notes are personal and must not reach a log (S60).
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({} characters)", stringify!($name), self.0.chars().count())
            }
        }
    )*};
}

texts! {
    /// A name of a person, a place or a function: 1 to 100 characters on one line, no control character (S52).
    Name, up to 100, breaks false;
    /// A customer's own reference (eigen referentie) on an order: 1 to 35 characters on one line, as bank statements take them.
    Reference, up to 35, breaks false;
    /// What somebody of the desk writes to a customer or to a colleague: 1 to 2,000 characters, several lines allowed.
    Note, up to 2000, breaks true;
}

/// The text is empty, too long, or has control characters in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is empty, too long, or has control characters in it")]
pub struct NotUsable;

impl Name {
    /// A name made of a text that was checked elsewhere, by other rules: cut to what a name may be, and a dash when nothing is left.
    pub fn cut(text: &str) -> Self {
        let kept: String = text.trim().chars().filter(|c| !c.is_control()).take(100).collect();
        Self(if kept.trim().is_empty() { "-".to_owned() } else { kept.trim().to_owned() })
    }

    /// Whether two names are the same but for case and for how many spaces stand between their words.
    pub fn same_as(&self, other: &Self) -> bool {
        let words = |name: &Self| name.0.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
        words(self) == words(other)
    }
}

#[cfg(test)]
mod tests {
    use super::{Name, Note};

    #[test]
    fn a_name_stands_on_one_line() {
        assert_eq!(" Petra Maria ".parse::<Name>().unwrap().as_str(), "Petra Maria");
        for bad in ["", "   ", "Petra\nBcc: x@y.nl", "Petra\u{0}", &"a".repeat(101)] {
            assert!(bad.parse::<Name>().is_err(), "{bad:?}");
        }
        assert!("é".repeat(100).parse::<Name>().is_ok());
    }

    #[test]
    fn what_is_cut_to_a_name_is_one() {
        for text in ["Fatima", "  ", "a\u{0}b", &"x".repeat(300), &format!("{} y", "x".repeat(99))] {
            let cut = Name::cut(text);
            assert_eq!(cut.as_str().parse::<Name>().unwrap(), cut);
        }
    }

    #[test]
    fn a_note_may_have_lines_but_nothing_that_rings_a_bell() {
        assert_eq!(Note::try_from("one\r\ntwo".to_owned()).unwrap().as_str(), "one\ntwo");
        assert!("ding \u{7}".parse::<Note>().is_err());
    }

    #[test]
    fn case_and_spaces_do_not_make_another_name() {
        let name: Name = "Van  den Berg".parse().unwrap();
        assert!(name.same_as(&"van den berg".parse().unwrap()));
        assert!(!name.same_as(&"vandenberg".parse().unwrap()));
    }

    #[test]
    fn a_name_does_not_reach_a_log() {
        assert_eq!(format!("{:?}", "Petra".parse::<Name>().unwrap()), "Name(5 characters)");
    }
}
