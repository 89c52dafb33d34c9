//! A rendered mail as the bytes that go to the mail service.

use domain::email::Email;
use jiff::Timestamp;
use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, MultiPartKind, SinglePart};

use crate::compose::Rendered;

/// The sender or receiver cannot stand in a header.
#[derive(Debug, thiserror::Error)]
pub enum NotAMessage {
    /// An address is not one.
    #[error("an address cannot stand in a header")]
    Address(#[from] lettre::address::AddressError),
    /// The message is incomplete.
    #[error("the message is incomplete")]
    Incomplete(#[from] lettre::error::Error),
}

/// The message: `multipart/alternative` of text and HTML. `id` names it for good (the effect it comes from), so that a repeated sending is
/// the same message to whoever receives it twice (S53). Headers are encoded by the library (S52).
pub fn mime(rendered: &Rendered, from: &str, to: &Email, id: &str, date: Timestamp) -> Result<Vec<u8>, NotAMessage> {
    let from: Mailbox = from.parse()?;
    let id: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).collect();
    let message_id = format!("<{id}@{}>", from.email.domain());
    let parts = MultiPart::builder().kind(MultiPartKind::Alternative).boundary(format!("=_balie_{id}"));
    let parts = parts
        .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(rendered.text.clone()))
        .singlepart(SinglePart::builder().header(ContentType::TEXT_HTML).body(rendered.html.clone()));
    let mut message = Message::builder()
        .from(from)
        .to(Mailbox::new(None, to.as_str().parse()?))
        .subject(rendered.subject.as_str())
        .message_id(Some(message_id))
        .date(date.into())
        .multipart(parts)?;
    let raw = |name, value: &str| HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned());
    message.headers_mut().insert_raw(raw("Auto-Submitted", "auto-generated"));
    message.headers_mut().insert_raw(raw("Content-Language", rendered.language.code()));
    Ok(message.formatted())
}
