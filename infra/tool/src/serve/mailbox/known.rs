//! Which messages are here already, by the name their sender gave them.

use std::collections::HashMap;

/// The mails by Message-ID.
#[derive(Debug, Default)]
pub struct Known(HashMap<String, Vec<String>>);

impl Known {
    /// Those among these files.
    pub fn of(files: impl Iterator<Item = (String, Vec<u8>)>) -> Self {
        let mut known = Self::default();
        for (id, file) in files {
            if let Some(name) = message_id(&file) {
                known.add(name, id);
            }
        }
        known
    }

    /// One more.
    pub fn add(&mut self, message_id: String, id: String) {
        self.0.entry(message_id).or_default().push(id);
    }

    /// The mails of this name.
    pub fn named(&self, message_id: Option<&str>) -> impl Iterator<Item = &str> {
        message_id.and_then(|name| self.0.get(name)).into_iter().flatten().map(String::as_str)
    }
}

/// The Message-ID of a message that has one.
pub fn message_id(message: &[u8]) -> Option<String> {
    let (headers, _) = mailparse::parse_headers(message).ok()?;
    let named = headers.iter().find(|header| header.get_key_ref().eq_ignore_ascii_case("Message-ID"))?;
    Some(named.get_value().trim().to_owned()).filter(|name| !name.is_empty())
}
