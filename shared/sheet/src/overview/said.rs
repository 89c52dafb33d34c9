//! The words of an overview. The type is the list of keys: a file with one key too few or too many does not load.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::language::Language;
use domain::spend::Product;
use serde::Deserialize;

/// How many columns there are.
pub(super) const COLUMNS: usize = 18;

/// Everything an overview says in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Words {
    /// What it is called.
    pub title: String,
    /// The headings of the columns, in order.
    pub columns: [String; COLUMNS],
    /// The name of a sheet of lines; `{number}` when there are several.
    pub lines: String,
    /// The name of the sheet of totals.
    pub totals: String,
    /// Above the organisation.
    pub organisation: String,
    /// Above the main user.
    pub main_user: String,
    /// Above the period.
    pub period: String,
    /// Above the codes.
    pub codes: String,
    /// All of them.
    pub all_codes: String,
    /// When it was made.
    pub made: String,
    /// Totals by code.
    pub by_code: String,
    /// Totals by product.
    pub by_product: String,
    /// Totals by month.
    pub by_month: String,
    /// The sum of everything.
    pub all: String,
    /// What is on no code.
    pub no_code: String,
    /// How many lines.
    pub count: String,
    /// In the column of late lines.
    pub late: String,
    /// What the mark of a late line means.
    pub late_means: String,
    /// The way of paying by invoice.
    pub by_invoice: String,
    /// Instead of lines on paper, when there are too many.
    pub too_many: String,
    /// What there is when nothing was spent.
    pub nothing: String,
}

#[derive(Debug, Deserialize)]
struct Terms {
    products: HashMap<String, String>,
}

type Loaded<T> = LazyLock<serde_json::Result<T>>;

impl Words {
    /// The words of a language.
    ///
    /// # Errors
    /// When the catalogue does not load, which a test rules out.
    pub fn of(language: Language) -> std::io::Result<&'static Self> {
        static DUTCH: Loaded<Words> = LazyLock::new(|| serde_json::from_str(include_str!("../../words/nl.json")));
        static GERMAN: Loaded<Words> = LazyLock::new(|| serde_json::from_str(include_str!("../../words/de.json")));
        static ENGLISH: Loaded<Words> = LazyLock::new(|| serde_json::from_str(include_str!("../../words/en.json")));
        let words = match language {
            Language::Dutch => DUTCH.as_ref(),
            Language::German => GERMAN.as_ref(),
            Language::English => ENGLISH.as_ref(),
        };
        words.map_err(|error| std::io::Error::other(error.to_string()))
    }

    /// What a product is called; one without words goes by its code.
    pub fn product(language: Language, product: &Product) -> &str {
        static DUTCH: Loaded<Terms> = LazyLock::new(|| serde_json::from_str(include_str!("../../../terms/nl.json")));
        static GERMAN: Loaded<Terms> = LazyLock::new(|| serde_json::from_str(include_str!("../../../terms/de.json")));
        static ENGLISH: Loaded<Terms> = LazyLock::new(|| serde_json::from_str(include_str!("../../../terms/en.json")));
        let terms = match language {
            Language::Dutch => DUTCH.as_ref(),
            Language::German => GERMAN.as_ref(),
            Language::English => ENGLISH.as_ref(),
        };
        terms.ok().and_then(|terms| terms.products.get(product.as_str())).map_or(product.as_str(), String::as_str)
    }
}
