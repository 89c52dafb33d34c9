//! What the register says when it does not give what was asked: its documented errors, and everything else.

use domain::register::NoAnswer;
use serde::Deserialize;

/// Why a request was not answered with what it asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// There is no such thing: IPD5200, or a plain 404.
    #[error("nothing found")]
    NothingFound,
    /// What was asked is no number, or no parameter, the register takes: IPD0001, 0004, 0006, 0010, 1998, 1999, 5203.
    #[error("the register takes this for a mistake of ours")]
    OurMistake,
    /// It gives no answer now, or not to us.
    #[error(transparent)]
    NoAnswer(#[from] NoAnswer),
}

impl Trouble {
    /// What the rest of Balie is told: a mistake of ours is no reason to stop a customer.
    pub const fn no_answer(self) -> NoAnswer {
        match self {
            Self::NothingFound | Self::OurMistake => NoAnswer::Failed,
            Self::NoAnswer(why) => why,
        }
    }
}

/// The body of an error: `{"fout": [{"code": "IPD5200", "omschrijving": "..."}]}`.
#[derive(Debug, Deserialize)]
struct Errors {
    fout: Vec<ErrorEntry>,
}

#[derive(Debug, Deserialize)]
struct ErrorEntry {
    code: String,
}

/// Reads an answer that is not 200. The documented code counts more than the status; without a code the status has to do.
pub(crate) fn trouble(status: u16, body: &[u8]) -> Trouble {
    let errors = serde_json::from_slice::<Errors>(body).map(|errors| errors.fout).unwrap_or_default();
    errors.iter().find_map(|error| documented(&error.code)).unwrap_or(match status {
        404 => Trouble::NothingFound,
        400 | 405 | 406 | 414 => Trouble::OurMistake,
        401 | 403 => NoAnswer::NotGivenOut.into(),
        429 | 503 => NoAnswer::Busy.into(),
        _ => NoAnswer::Failed.into(),
    })
}

/// The documented codes (domain.md 4.6).
fn documented(code: &str) -> Option<Trouble> {
    Some(match code {
        "IPD5200" => Trouble::NothingFound,
        "IPD1002" | "IPD1003" => NoAnswer::Busy.into(),
        "IPD0005" | "IPD0007" => NoAnswer::NotGivenOut.into(),
        "IPD0001" | "IPD0004" | "IPD0006" | "IPD0010" | "IPD1998" | "IPD1999" | "IPD5203" => Trouble::OurMistake,
        "IPD9999" => NoAnswer::Failed.into(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(code: &str) -> Vec<u8> {
        format!(r#"{{"fout":[{{"code":"{code}","omschrijving":"..."}}]}}"#).into_bytes()
    }

    #[test]
    fn every_documented_code_has_its_meaning_whatever_the_status() {
        for (code, meant) in [
            ("IPD0001", Trouble::OurMistake),
            ("IPD0004", Trouble::OurMistake),
            ("IPD0005", Trouble::NoAnswer(NoAnswer::NotGivenOut)),
            ("IPD0006", Trouble::OurMistake),
            ("IPD0007", Trouble::NoAnswer(NoAnswer::NotGivenOut)),
            ("IPD0010", Trouble::OurMistake),
            ("IPD1002", Trouble::NoAnswer(NoAnswer::Busy)),
            ("IPD1003", Trouble::NoAnswer(NoAnswer::Busy)),
            ("IPD1998", Trouble::OurMistake),
            ("IPD1999", Trouble::OurMistake),
            ("IPD5200", Trouble::NothingFound),
            ("IPD5203", Trouble::OurMistake),
            ("IPD9999", Trouble::NoAnswer(NoAnswer::Failed)),
        ] {
            for status in [400, 404, 500] {
                assert_eq!(trouble(status, &body(code)), meant, "{code}");
            }
        }
    }

    #[test]
    fn without_a_known_code_the_status_has_to_do() {
        assert_eq!(trouble(404, b"not json"), Trouble::NothingFound);
        assert_eq!(trouble(401, b""), Trouble::NoAnswer(NoAnswer::NotGivenOut));
        assert_eq!(trouble(503, b""), Trouble::NoAnswer(NoAnswer::Busy));
        assert_eq!(trouble(500, &body("IPD4711")), Trouble::NoAnswer(NoAnswer::Failed));
        assert_eq!(trouble(418, b""), Trouble::NoAnswer(NoAnswer::Failed));
    }
}
