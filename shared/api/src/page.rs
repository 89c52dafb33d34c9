//! Lists come in pages, each with a cursor to the next.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One page of a list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "{T}Page")]
pub struct Page<T> {
    /// The items of this page, in the list's order.
    pub items: Vec<T>,
    /// Send this back as `cursor` to get the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// The same page with each item told in another form.
    pub fn map<U>(self, tell: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(tell).collect(), next_cursor: self.next_cursor }
    }
}

/// Which page is asked for.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PageQuery {
    /// Where the page begins: the `nextCursor` of the page before.
    pub cursor: Option<String>,
    /// How many items at most, 1 to 100; 25 when absent.
    #[schemars(range(min = 1, max = 100))]
    #[serde(default, deserialize_with = "number_in_a_query")]
    pub limit: Option<u16>,
}

impl PageQuery {
    /// How many items to read, within bounds.
    pub fn limit(&self) -> u16 {
        self.limit.unwrap_or(25).clamp(1, 100)
    }
}

/// Query strings carry text; a number in one is still a number.
fn number_in_a_query<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<u16>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Number(u16),
        Text(String),
    }
    match Option::<Either>::deserialize(from)? {
        None => Ok(None),
        Some(Either::Number(number)) => Ok(Some(number)),
        Some(Either::Text(text)) => text.parse().map(Some).map_err(serde::de::Error::custom),
    }
}
