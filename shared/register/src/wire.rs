//! The register's own shapes, as far as we read them. Fields it adds are ignored; fields it leaves out are absent, not errors.
//!
//! Search and basic profile are KvK's published ones (Zoeken v2, Basisprofielen v1). Of the officials (Functionarissen v1) the resource and
//! the codes are published; the names of the fields follow the register's data catalogue (domain.md 4.5).

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SearchPage {
    #[serde(default)]
    pub(crate) resultaten: Vec<SearchResult>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SearchResult {
    pub(crate) kvk_nummer: String,
    pub(crate) vestigingsnummer: Option<String>,
    pub(crate) naam: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) adres: Option<SearchAddress>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SearchAddress {
    pub(crate) binnenlands_adres: Option<DomesticAddress>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct DomesticAddress {
    pub(crate) plaats: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Profile {
    pub(crate) kvk_nummer: String,
    #[serde(default)]
    pub(crate) naam: String,
    pub(crate) statutaire_naam: Option<String>,
    pub(crate) formele_registratiedatum: Option<String>,
    pub(crate) totaal_werkzame_personen: Option<u32>,
    #[serde(default)]
    pub(crate) handelsnamen: Vec<TradeName>,
    #[serde(default)]
    pub(crate) sbi_activiteiten: Vec<Activity>,
    pub(crate) materiele_registratie: Option<Registration>,
    #[serde(rename = "_embedded")]
    pub(crate) embedded: Option<Embedded>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct TradeName {
    pub(crate) naam: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Activity {
    pub(crate) sbi_code: String,
    #[serde(default)]
    pub(crate) sbi_omschrijving: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Registration {
    pub(crate) datum_aanvang: Option<String>,
    pub(crate) datum_einde: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Embedded {
    pub(crate) eigenaar: Option<Owner>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Owner {
    pub(crate) rsin: Option<String>,
    pub(crate) rechtsvorm: Option<String>,
    pub(crate) uitgebreide_rechtsvorm: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Branches {
    #[serde(default)]
    pub(crate) vestigingen: Vec<Branch>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Branch {
    pub(crate) vestigingsnummer: String,
    #[serde(default)]
    pub(crate) eerste_handelsnaam: String,
    pub(crate) ind_hoofdvestiging: Option<String>,
    pub(crate) ind_adres_afgeschermd: Option<String>,
    pub(crate) volledig_adres: Option<String>,
    pub(crate) materiele_registratie: Option<Registration>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Officials {
    pub(crate) peilmoment: Option<String>,
    pub(crate) datum_uitschrijving: Option<String>,
    pub(crate) registratie_einde: Option<String>,
    pub(crate) bijzondere_rechtstoestand: Option<State>,
    pub(crate) buitenlandse_rechtstoestand: Option<State>,
    pub(crate) eigenaar: Option<Official>,
    #[serde(default)]
    pub(crate) bestuurders: Vec<Official>,
    #[serde(default)]
    pub(crate) aansprakelijken: Vec<Official>,
    #[serde(default)]
    pub(crate) gevolmachtigden: Vec<Official>,
    #[serde(default)]
    pub(crate) functionarissen_bijzondere_rechtstoestand: Vec<Official>,
    #[serde(default)]
    pub(crate) publiekrechtelijke_functionarissen: Vec<Official>,
    #[serde(default)]
    pub(crate) overige_functionarissen: Vec<Official>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Official {
    pub(crate) functie: Option<Coded>,
    pub(crate) functietitel: Option<String>,
    pub(crate) natuurlijk_persoon: Option<Person>,
    pub(crate) rechtspersoon: Option<LegalPerson>,
    pub(crate) bevoegdheid: Option<Power>,
    pub(crate) volmacht: Option<Proxy>,
    pub(crate) schorsing: Option<Suspension>,
    #[serde(default)]
    pub(crate) vestigingsnummers: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Coded {
    pub(crate) code: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Person {
    #[serde(default)]
    pub(crate) voornamen: String,
    pub(crate) voorvoegsel_geslachtsnaam: Option<String>,
    #[serde(default)]
    pub(crate) geslachtsnaam: String,
    pub(crate) geboortedatum: Option<String>,
    pub(crate) overlijdensdatum: Option<String>,
    pub(crate) bijzondere_rechtstoestand: Option<State>,
    pub(crate) beperking_in_rechtshandeling: Option<State>,
    pub(crate) handlichting: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct State {
    pub(crate) soort: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LegalPerson {
    #[serde(default)]
    pub(crate) naam: String,
    pub(crate) kvk_nummer: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Power {
    pub(crate) soort: Coded,
    pub(crate) is_bevoegd_met_andere_personen: Option<String>,
    pub(crate) beperking_in_geld: Option<Amount>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Proxy {
    pub(crate) type_volmacht: Coded,
    pub(crate) beperkte_volmacht: Option<LimitedProxy>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LimitedProxy {
    pub(crate) beperking_in_geld: Option<Amount>,
    #[serde(default)]
    pub(crate) beperking_in_handeling: Vec<String>,
    pub(crate) omschrijving_overige_volmacht: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Amount {
    pub(crate) waarde: String,
    pub(crate) valuta: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Suspension {
    pub(crate) aanvang: Option<String>,
    pub(crate) einde: Option<String>,
}

/// A product that is data: sections of entries of labels with values.
#[derive(Debug, Deserialize)]
pub(crate) struct ProductData {
    pub(crate) peilmoment: Option<String>,
    #[serde(default)]
    pub(crate) onderdelen: Vec<ProductPart>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct ProductPart {
    pub(crate) kop: String,
    #[serde(default)]
    pub(crate) gegevens: Vec<Vec<ProductFact>>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct ProductFact {
    pub(crate) label: String,
    pub(crate) tekst: Option<String>,
    pub(crate) datum: Option<String>,
    pub(crate) bedrag: Option<i64>,
    pub(crate) term: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Filings {
    #[serde(default)]
    pub(crate) deponeringen: Vec<Filed>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Filed {
    pub(crate) kenmerk: String,
    pub(crate) soort: String,
    pub(crate) datum: Option<String>,
    pub(crate) boekjaar: Option<i16>,
}
