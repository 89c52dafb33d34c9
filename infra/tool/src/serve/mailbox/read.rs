//! Reading a kept mail back: what a mail program would show of it.

use jiff::Timestamp;
use mailparse::{MailHeaderMap, ParsedMail};
use serde::Serialize;

/// A mail as the mailbox shows it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mail {
    /// The id the mail service gave it; later mails have greater ids.
    pub id: String,
    /// When it was handed over, the first time.
    pub received_at: Timestamp,
    /// How often it was handed over: more than once when a worker died before it could note that it had been.
    pub times: usize,
    /// The sender as the reader sees it.
    pub from: String,
    /// The addresses it was sent to.
    pub to: Vec<String>,
    /// The subject.
    pub subject: String,
    /// The text version.
    pub text: String,
    /// The HTML version.
    pub html: String,
    /// The links in the text version, in order.
    pub links: Vec<String>,
}

/// Decodes a mail; `None` when it is not a mail at all.
pub fn mail(id: &str, file: &[u8], times: usize) -> Option<Mail> {
    let parsed = mailparse::parse_mail(file).ok()?;
    let millisecond = id.split('-').next()?.parse().ok()?;
    let header = |name| parsed.headers.get_first_value(name).unwrap_or_default();
    let text = part(&parsed, "text/plain").unwrap_or_default();
    Some(Mail {
        id: id.to_owned(),
        received_at: Timestamp::from_millisecond(millisecond).ok()?,
        times,
        from: header("From"),
        to: header("X-Envelope-To").split(", ").map(str::to_owned).collect(),
        subject: header("Subject"),
        links: links(&text).map(|(_, link)| link.to_owned()).collect(),
        html: part(&parsed, "text/html").unwrap_or_default(),
        text,
    })
}

fn part(mail: &ParsedMail<'_>, kind: &str) -> Option<String> {
    if mail.ctype.mimetype == kind {
        return mail.get_body().ok();
    }
    mail.subparts.iter().find_map(|one| part(one, kind))
}

/// The links in a text, each with where it begins.
pub fn links(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let begins = text.match_indices("http").filter(|(at, _)| {
        text.get(*at..).is_some_and(|rest| rest.starts_with("http://") || rest.starts_with("https://"))
    });
    begins.filter_map(|(at, _)| {
        let link = text.get(at..)?.split(|one: char| one.is_whitespace() || "<>\"'()".contains(one)).next()?;
        Some((at, link.trim_end_matches(['.', ',', ';', ':', '!', '?'])))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_end_where_a_reader_would_end_them() {
        let text = "See http://localhost:8080/a#token=x-1_y. Or <https://balie.example/b?c=d>, not httpd.";
        let found: Vec<_> = links(text).map(|(_, link)| link).collect();
        assert_eq!(found, ["http://localhost:8080/a#token=x-1_y", "https://balie.example/b?c=d"]);
    }
}
