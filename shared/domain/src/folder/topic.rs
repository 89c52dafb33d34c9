//! The folders: one for each topic, the same for every business. A dated list that is data; a topic that is given up stays in it, closed, because files
//! lie in its folder.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::folder::Worded;

/// The topic of a folder, one of [`topics`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", rename = "FolderTopicId", extend("pattern" = "^[a-z][a-z-]{1,30}$"))]
pub struct TopicId(String);

/// The text names no folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("names no folder")]
pub struct NotATopic;

/// A topic, in three languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "FolderTopic")]
pub struct Topic {
    /// Which.
    pub id: String,
    /// What the folder is called.
    pub title: Worded,
    /// What lies in it.
    pub about: Worded,
    /// Whether nothing new is put there any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topics {
    /// From which day this list is.
    #[serde(rename = "edition")]
    _edition: jiff::civil::Date,
    topics: Vec<Topic>,
}

static TOPICS: LazyLock<Vec<Topic>> = LazyLock::new(|| {
    // A test holds that it is read.
    serde_json::from_str::<Topics>(include_str!("topics.json")).map(|list| list.topics).unwrap_or_default()
});

/// Every topic, in the order they are shown.
pub fn topics() -> &'static [Topic] {
    &TOPICS
}

impl TopicId {
    /// The name on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The topic itself.
    pub fn topic(&self) -> Option<&'static Topic> {
        topics().iter().find(|topic| topic.id == self.0)
    }

    /// Whether something new may be put there.
    pub fn is_open(&self) -> bool {
        self.topic().is_some_and(|topic| !topic.closed)
    }
}

impl FromStr for TopicId {
    type Err = NotATopic;

    fn from_str(text: &str) -> Result<Self, NotATopic> {
        topics().iter().find(|topic| topic.id == text).map(|topic| Self(topic.id.clone())).ok_or(NotATopic)
    }
}

impl TryFrom<String> for TopicId {
    type Error = NotATopic;

    fn try_from(text: String) -> Result<Self, NotATopic> {
        text.parse()
    }
}

impl From<TopicId> for String {
    fn from(topic: TopicId) -> Self {
        topic.0
    }
}

impl fmt::Display for TopicId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_and_every_topic_in_it_names_a_folder() {
        assert!(topics().len() >= 4);
        for topic in topics() {
            assert_eq!(topic.id.parse::<TopicId>().unwrap().topic(), Some(topic));
        }
        assert_eq!("../other".parse::<TopicId>(), Err(NotATopic));
    }
}
