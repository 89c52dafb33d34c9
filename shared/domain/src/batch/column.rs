//! The columns of the table a batch is read from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::Language;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    /// The number of the company in the register; only needed by whoever manages several.
    Company,
    /// The number of the means.
    Means,
    /// The e-mail address of its holder, where its number is not at hand.
    User,
    /// The level to raise it to.
    Level,
    /// What it is to be used for: ids of services, or all.
    Services,
    /// For how many years.
    Term,
    /// A discount code.
    DiscountCode,
    /// Initials of somebody who has no means yet; the columns from here on are for such people only.
    Initials,
    /// All first names, as on the identity document.
    FirstNames,
    /// What stands between first name and surname.
    Infix,
    /// Surname without infix.
    Surname,
    /// Date of birth.
    BirthDate,
    /// The person's own mobile.
    Mobile,
}

impl Column {
    /// Every column, in the order of the template.
    pub const ALL: [Self; 13] = [
        Self::Company,
        Self::Means,
        Self::User,
        Self::Level,
        Self::Services,
        Self::Term,
        Self::DiscountCode,
        Self::Initials,
        Self::FirstNames,
        Self::Infix,
        Self::Surname,
        Self::BirthDate,
        Self::Mobile,
    ];

    /// Its heading in the template.
    pub const fn heading(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Company, Language::Dutch) => "KvK-nummer",
            (Self::Company, Language::German) => "KvK-Nummer",
            (Self::Company, Language::English) => "KvK number",
            (Self::Means, Language::Dutch) => "Middelnummer",
            (Self::Means, Language::German) => "Nummer des Mittels",
            (Self::Means, Language::English) => "Means number",
            (Self::User, Language::Dutch) => "E-mailadres gebruiker",
            (Self::User, Language::German) => "E-Mail-Adresse des Nutzers",
            (Self::User, Language::English) => "E-mail address of the user",
            (Self::Level, Language::Dutch | Language::German) => "Niveau",
            (Self::Level, Language::English) => "Level",
            (Self::Services, Language::Dutch) => "Diensten",
            (Self::Services, Language::German) => "Dienste",
            (Self::Services, Language::English) => "Services",
            (Self::Term, Language::Dutch) => "Looptijd in jaren",
            (Self::Term, Language::German) => "Laufzeit in Jahren",
            (Self::Term, Language::English) => "Term in years",
            (Self::DiscountCode, Language::Dutch) => "Actiecode",
            (Self::DiscountCode, Language::German) => "Aktionscode",
            (Self::DiscountCode, Language::English) => "Discount code",
            (Self::Initials, Language::Dutch) => "Voorletters",
            (Self::Initials, Language::German) => "Initialen",
            (Self::Initials, Language::English) => "Initials",
            (Self::FirstNames, Language::Dutch) => "Voornamen",
            (Self::FirstNames, Language::German) => "Vornamen",
            (Self::FirstNames, Language::English) => "First names",
            (Self::Infix, Language::Dutch) => "Tussenvoegsel",
            (Self::Infix, Language::German) => "Namenszusatz",
            (Self::Infix, Language::English) => "Infix",
            (Self::Surname, Language::Dutch) => "Achternaam",
            (Self::Surname, Language::German) => "Nachname",
            (Self::Surname, Language::English) => "Surname",
            (Self::BirthDate, Language::Dutch) => "Geboortedatum",
            (Self::BirthDate, Language::German) => "Geburtsdatum",
            (Self::BirthDate, Language::English) => "Date of birth",
            (Self::Mobile, Language::Dutch) => "Mobiel nummer",
            (Self::Mobile, Language::German) => "Mobilnummer",
            (Self::Mobile, Language::English) => "Mobile number",
        }
    }

    /// The column a heading names, in whatever language: case, hyphens and spaces do not matter.
    pub fn of_heading(text: &str) -> Option<Self> {
        let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let wanted: String = plain(text);
        let matches = |column: &Self| {
            [Language::Dutch, Language::German, Language::English]
                .into_iter()
                .any(|language| plain(column.heading(language)) == wanted)
        };
        Self::ALL.into_iter().find(|column| !wanted.is_empty() && matches(column))
    }
}
