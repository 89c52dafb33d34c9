//! Long lists one searches instead of scrolling: by the name a field gives ([`super::Kind::Search`]). A list is a dated file in `lists/` that
//! says where it comes from.

use std::sync::OnceLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The files. A new list is a line here.
const FILES: &[&str] = &[include_str!("lists/occupations.json")];

/// A list.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct List {
    /// Its name, as fields give it.
    pub name: String,
    /// Where it comes from.
    pub source: String,
    /// The day it was as it is here.
    pub as_of: Date,
    /// What stands on it, in the order it is shown.
    pub items: Vec<ListItem>,
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "FormListItem")]
pub struct ListItem {
    /// As it is kept in the answers.
    pub value: String,
    /// As it is read: its official name.
    pub label: String,
    /// What else it is found by: other names, names in other languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Further facts about it that rules go by, such as `months`.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub facts: serde_json::Map<String, serde_json::Value>,
}

/// The list of this name.
pub fn list(name: &str) -> Option<&'static List> {
    static LISTS: OnceLock<Vec<List>> = OnceLock::new();
    let lists = LISTS.get_or_init(|| FILES.iter().filter_map(|file| serde_json::from_str(file).ok()).collect());
    lists.iter().find(|list| list.name == name)
}

impl List {
    /// What stands on it under this value.
    pub fn item(&self, value: &str) -> Option<&ListItem> {
        self.items.iter().find(|item| item.value == value)
    }

    /// Up to `most` lines that fit what was typed: those beginning with it first, then those with a word that does, then any that hold it.
    /// Capitals, umlauts and accents do not matter (`maler` finds Maler, `backer` finds Bäcker).
    pub fn search(&self, typed: &str, most: usize) -> Vec<&ListItem> {
        let typed = plain(typed.trim());
        let rank = |item: &ListItem| {
            let names = std::iter::once(&item.label).chain(&item.also).map(|name| plain(name));
            names.filter_map(|name| fit(&name, &typed)).min()
        };
        let mut found: Vec<(u8, &ListItem)> =
            self.items.iter().filter_map(|item| rank(item).map(|rank| (rank, item))).collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().take(most).map(|(_, item)| item).collect()
    }
}

fn fit(name: &str, typed: &str) -> Option<u8> {
    if name.starts_with(typed) {
        return Some(0);
    }
    let words = name.split(|c: char| !c.is_alphanumeric());
    if words.into_iter().any(|word| word.starts_with(typed)) {
        return Some(1);
    }
    name.contains(typed).then_some(2)
}

/// Small letters without marks; ß as ss.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' | 'á' | 'à' | 'â' => plain.push('a'),
            'ö' | 'ó' | 'ò' | 'ô' => plain.push('o'),
            'ü' | 'ú' | 'ù' | 'û' => plain.push('u'),
            'é' | 'è' | 'ê' | 'ë' => plain.push('e'),
            'í' | 'ì' | 'î' | 'ï' => plain.push('i'),
            'ß' => plain.push_str("ss"),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_with_it_comes_first_and_umlauts_do_not_matter() {
        let item = |label: &str, also: &[&str]| ListItem {
            value: label.to_lowercase(),
            label: label.to_owned(),
            also: also.iter().map(|name| (*name).to_owned()).collect(),
            facts: serde_json::Map::new(),
        };
        let list = List {
            name: "trades".to_owned(),
            source: "test".to_owned(),
            as_of: Date::MIN,
            items: vec![item("Konditor", &["pastry cook"]), item("Fußbäcker", &[]), item("Bäcker", &["baker"])],
        };
        let found = |typed: &str| list.search(typed, 10).iter().map(|item| item.label.as_str()).collect::<Vec<_>>();
        assert_eq!(found("BACKER"), ["Bäcker", "Fußbäcker"]);
        assert_eq!(found("fuss"), ["Fußbäcker"]);
        assert_eq!(found("cook"), ["Konditor"]);
        assert_eq!(found("smith"), Vec::<&str>::new());
        assert_eq!(list.search("", 2).len(), 2);
    }

    #[test]
    fn every_list_reads_and_names_nothing_twice() {
        for file in FILES {
            let read: List = serde_json::from_str(file).unwrap();
            let mut values: Vec<_> = read.items.iter().map(|item| &item.value).collect();
            values.sort_unstable();
            values.dedup();
            assert_eq!(values.len(), read.items.len(), "{}", read.name);
        }
    }
}
