//! The data of an upgrade: about the user, the organisation and its representatives. Personal, so sealed at rest (S58).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::address::{Address, Country};
use crate::bsn::Bsn;
use crate::email::Email;
use crate::establishment_number::EstablishmentNumber;
use crate::kvk_number::KvkNumber;
use crate::language::Language;
use crate::means::Registration;
use crate::name::Name;
use crate::phone::Mobile;
use crate::upgrade::authorisations::Authorisations;
use crate::upgrade::refusal::Fault;
use crate::upgrade::rules::{Circumstances, Rules, Section};

/// The most representatives a case names; the largest boards sign with fewer.
pub const MOST_REPRESENTATIVES: usize = 20;

/// What the customer has filled in so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Data {
    /// About the person the means belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<UserData>,
    /// About the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationData>,
    /// Those who may bind the organisation.
    #[serde(default)]
    pub representatives: Vec<Representative>,
    /// What the means is to be used for, for how long, and at which discount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorisations: Option<Authorisations>,
}

/// About the person the means belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UserData {
    /// Initials.
    pub initials: Name,
    /// All first names, as on the identity document: no call names, no abbreviations.
    pub first_names: Name,
    /// What stands between first name and surname.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub infix: Option<Name>,
    /// Surname without infix.
    pub surname: Name,
    /// Date of birth.
    pub birth_date: Date,
    /// Place of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_place: Option<Name>,
    /// The person's own address.
    pub email: Email,
    /// The person's own mobile.
    pub mobile: Mobile,
    /// Gender, for whoever wants to be addressed by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    /// Nationality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nationality: Option<Country>,
    /// Where the person lives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// The document to identify with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_document: Option<IdentityDocument>,
    /// The citizen service number, of a sole trader only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bsn: Option<Bsn>,
    /// The serial number of the person's PKIoverheid certificate (EH4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_serial: Option<CertificateSerial>,
    /// Whether the person works for the organisation.
    pub employed: bool,
}

/// A gender, as identity documents have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Gender {
    /// F.
    Female,
    /// M.
    Male,
    /// X.
    X,
}

/// The serial number of a certificate: 8 to 40 hexadecimal digits, in capitals; colons and spaces between them are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("minLength" = 8, "maxLength" = 40))]
pub struct CertificateSerial(String);

/// The text is not the serial number of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not the serial number of a certificate")]
pub struct NotASerial;

impl TryFrom<String> for CertificateSerial {
    type Error = NotASerial;

    fn try_from(text: String) -> Result<Self, NotASerial> {
        let serial: String = text.chars().filter(|c| !matches!(c, ' ' | ':')).collect::<String>().to_ascii_uppercase();
        let fits = (8..=40).contains(&serial.len()) && serial.bytes().all(|byte| byte.is_ascii_hexdigit());
        if fits { Ok(Self(serial)) } else { Err(NotASerial) }
    }
}

impl From<CertificateSerial> for String {
    fn from(serial: CertificateSerial) -> Self {
        serial.0
    }
}

/// An identity document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IdentityDocument {
    /// What kind.
    #[serde(rename = "type")]
    pub kind: IdentityDocumentKind,
    /// Its number.
    pub number: IdentityDocumentNumber,
    /// The last day it is valid.
    pub expires_on: Date,
}

/// The kinds of identity document that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum IdentityDocumentKind {
    /// A passport.
    Passport,
    /// An identity card.
    IdentityCard,
    /// A Dutch driving licence; foreign ones are not taken (domain.md 1.3).
    DrivingLicence,
    /// A residence permit.
    ResidencePermit,
}

/// The number of an identity document: 5 to 20 letters and digits, in capitals.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("minLength" = 5, "maxLength" = 20))]
pub struct IdentityDocumentNumber(String);

/// The text is not the number of an identity document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not the number of an identity document")]
pub struct NotADocumentNumber;

impl TryFrom<String> for IdentityDocumentNumber {
    type Error = NotADocumentNumber;

    fn try_from(text: String) -> Result<Self, NotADocumentNumber> {
        let number: String = text.chars().filter(|c| *c != ' ').map(|c| c.to_ascii_uppercase()).collect();
        let fits = (5..=20).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if fits { Ok(Self(number)) } else { Err(NotADocumentNumber) }
    }
}

impl From<IdentityDocumentNumber> for String {
    fn from(number: IdentityDocumentNumber) -> Self {
        number.0
    }
}

impl std::fmt::Debug for IdentityDocumentNumber {
    /// Never the number itself (S60).
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdentityDocumentNumber(..)")
    }
}

/// About the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrganisationData {
    /// Its number in the register.
    pub kvk_number: KvkNumber,
    /// The branch the means is to be bound to, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub establishment_number: Option<EstablishmentNumber>,
}

/// Somebody who may bind the organisation (bevoegd vertegenwoordiger), domain.md 2.1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Representative {
    /// All first names, as on the identity document.
    pub first_names: Name,
    /// What stands between first name and surname.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub infix: Option<Name>,
    /// Surname without infix.
    pub surname: Name,
    /// Date of birth.
    pub birth_date: Date,
    /// The function in the register, "director".
    pub function: Name,
    /// The person's own address: he is told of what is done in his name.
    pub email: Email,
    /// The person's own mobile.
    pub mobile: Mobile,
    /// The document he identifies with; who is the user himself gave it there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_document: Option<IdentityDocument>,
    /// How far the power reaches.
    pub power: Power,
    /// Whether this is the user himself.
    pub is_user: bool,
    /// Whether he signs by a mandate and does not stand in the register: then the decision that gives it and a declaration of his own are
    /// asked, and a person of the desk reads them (domain.md 1.3 note 4, 2.1).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_in_register: bool,
    /// The language he is written to in; that of whoever started it when nothing is said. It is no part of what is signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// How far somebody may bind the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Power {
    /// Alone.
    Alone,
    /// Together with others.
    Joint,
    /// Within limits.
    Limited,
    /// By full proxy.
    FullProxy,
}

impl Power {
    /// Whether one signature of this power is enough.
    pub const fn signs_alone(self) -> bool {
        matches!(self, Self::Alone | Self::FullProxy)
    }
}

impl Data {
    /// What the rules need to know of a case, as far as it has been filled in.
    pub fn circumstances(&self, level: crate::level::AssuranceLevel) -> Circumstances {
        let user_signs_alone = self
            .representatives
            .iter()
            .any(|representative| representative.is_user && representative.power.signs_alone());
        Circumstances {
            level,
            user_employed: self.user.as_ref().map(|user| user.employed),
            user_signs_alone: (!self.representatives.is_empty()).then_some(user_signs_alone),
            user_represents: (!self.representatives.is_empty())
                .then(|| self.representatives.iter().any(|representative| representative.is_user)),
            // What the register says is added to this (`Upgrade::circumstances`); without its word nothing is settled.
            powers_in_register: false,
            sole_trader_or_cross_border: false,
            signer_not_in_register: self.representatives.iter().any(|one| one.not_in_register),
            started_by_manager: false,
            first_application: false,
        }
    }

    /// Whether a field of the table of data is filled in; `None` where the data has no room for it.
    fn is_filled(&self, section: Section, field: &str) -> Option<bool> {
        let user = self.user.as_ref();
        let organisation = self.organisation.as_ref();
        match (section, field) {
            (Section::User, "initials" | "firstNames" | "surname" | "birthDate" | "email" | "mobile" | "employed") => {
                Some(user.is_some())
            }
            (Section::User, "infix") => Some(user.is_some_and(|user| user.infix.is_some())),
            (Section::User, "birthPlace") => Some(user.is_some_and(|user| user.birth_place.is_some())),
            (Section::User, "gender") => Some(user.is_some_and(|user| user.gender.is_some())),
            (Section::User, "nationality") => Some(user.is_some_and(|user| user.nationality.is_some())),
            (Section::User, "address") => Some(user.is_some_and(|user| user.address.is_some())),
            (Section::User, "bsn") => Some(user.is_some_and(|user| user.bsn.is_some())),
            (Section::User, "certificateSerial") => Some(user.is_some_and(|user| user.certificate_serial.is_some())),
            (Section::User, "identityDocument") => Some(user.is_some_and(|user| user.identity_document.is_some())),
            (Section::Organisation, "kvkNumber") => Some(organisation.is_some()),
            (Section::Organisation, "establishmentNumber") => {
                Some(organisation.is_some_and(|organisation| organisation.establishment_number.is_some()))
            }
            (
                Section::Representatives,
                "firstNames" | "surname" | "birthDate" | "function" | "email" | "mobile" | "power",
            ) => Some(!self.representatives.is_empty()),
            (Section::Representatives, "infix" | "notInRegister" | "language") => Some(false),
            (Section::Representatives, "identityDocument") => {
                let named = |one: &Representative| one.is_user || one.identity_document.is_some();
                Some(!self.representatives.is_empty() && self.representatives.iter().all(named))
            }
            (Section::Authorisations, "services") => {
                Some(self.authorisations.as_ref().is_some_and(|chosen| !chosen.chosen.is_empty()))
            }
            (Section::Authorisations, "term") => {
                Some(self.authorisations.as_ref().is_some_and(|chosen| chosen.term_years.is_some()))
            }
            (Section::Authorisations, "discountCode") => {
                Some(self.authorisations.as_ref().is_some_and(|chosen| chosen.discount_code.is_some()))
            }
            _ => None,
        }
    }

    /// Whether the data has room for a field of the table, so that it can be asked.
    pub fn has_room(section: Section, field: &str) -> bool {
        Self::default().is_filled(section, field).is_some()
    }

    /// Everything that keeps the data from being handed in, field by field.
    pub fn faults(&self, rules: &Rules, case: &Circumstances, today: Date) -> Vec<Fault> {
        let mut faults = Vec::new();
        let section = |name: &str, absent: bool, faults: &mut Vec<Fault>| {
            if absent {
                faults.push(Fault::at(format!("/{name}"), "missing"));
            }
        };
        section("user", self.user.is_none(), &mut faults);
        section("organisation", self.organisation.is_none(), &mut faults);
        section("representatives", self.representatives.is_empty(), &mut faults);
        if let Some(user) = &self.user {
            let needed =
                rules.fields(case.level).filter(|(rule, _)| rule.section == Section::User && rule.is_needed(case));
            faults.extend(
                needed
                    .filter(|(rule, _)| self.is_filled(rule.section, &rule.field) == Some(false))
                    .map(|(rule, _)| Fault::at(format!("/user/{}", rule.field), "missing")),
            );
            if user.birth_date >= today {
                faults.push(Fault::at("/user/birthDate", "in-the-future"));
            }
            if expires_too_soon(user.identity_document.as_ref(), rules, today) {
                faults.push(Fault::at("/user/identityDocument/expiresOn", "expires-too-soon"));
            }
            if user.address.as_ref().is_some_and(|address| !address.has_fitting_postcode()) {
                faults.push(Fault::at("/user/address/postcode", "invalid"));
            }
        }
        faults.extend(self.representative_faults(today));
        faults.extend(self.representative_document_faults(rules, case, today));
        faults
    }

    /// The identity documents of representatives; who is the user himself gave his there.
    fn representative_document_faults(&self, rules: &Rules, case: &Circumstances, today: Date) -> Vec<Fault> {
        let needed = rules.fields(case.level).any(|(rule, _)| {
            (rule.section, rule.field.as_str()) == (Section::Representatives, "identityDocument")
                && rule.is_needed(case)
        });
        let others = self.representatives.iter().enumerate().filter(|(_, one)| !one.is_user);
        let faults = others.filter_map(|(at, one)| match &one.identity_document {
            None => needed.then(|| Fault::at(format!("/representatives/{at}/identityDocument"), "missing")),
            paper => expires_too_soon(paper.as_ref(), rules, today)
                .then(|| Fault::at(format!("/representatives/{at}/identityDocument/expiresOn"), "expires-too-soon")),
        });
        faults.collect()
    }

    fn representative_faults(&self, today: Date) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.representatives.len() > MOST_REPRESENTATIVES {
            faults.push(Fault::at("/representatives", "too-many"));
        }
        if self.representatives.iter().filter(|one| one.is_user).count() > 1 {
            faults.push(Fault::at("/representatives", "only-one-is-the-user"));
        }
        for (at, one) in self.representatives.iter().enumerate() {
            if one.birth_date >= today {
                faults.push(Fault::at(format!("/representatives/{at}/birthDate"), "in-the-future"));
            }
            let Some(user) = self.user.as_ref().filter(|_| one.is_user) else { continue };
            let same = [
                ("firstNames", user.first_names.same_as(&one.first_names)),
                ("infix", same_option(user.infix.as_ref(), one.infix.as_ref())),
                ("surname", user.surname.same_as(&one.surname)),
                ("birthDate", user.birth_date == one.birth_date),
            ];
            faults.extend(
                same.into_iter()
                    .filter(|(_, same)| !same)
                    .map(|(field, _)| Fault::at(format!("/representatives/{at}/{field}"), "differs-from-user")),
            );
        }
        faults
    }

    /// JSON pointers of the fields that differ from what is registered; `None` until there is something to compare (domain.md 1.3: names,
    /// e-mail and mobile must equal the current registration exactly).
    pub fn differing(&self, registration: &Registration) -> Option<Vec<String>> {
        let (user, organisation) = (self.user.as_ref()?, self.organisation.as_ref()?);
        let same = [
            ("/user/initials", user.initials.same_as(&registration.initials)),
            ("/user/firstNames", user.first_names.same_as(&registration.first_names)),
            ("/user/infix", same_option(user.infix.as_ref(), registration.infix.as_ref())),
            ("/user/surname", user.surname.same_as(&registration.surname)),
            ("/user/birthDate", user.birth_date == registration.birth_date),
            ("/user/email", user.email.normalised() == registration.email.normalised()),
            // A means of EH2 may be registered without a mobile; then there is nothing to differ from.
            ("/user/mobile", registration.mobile.as_ref().is_none_or(|mobile| *mobile == user.mobile)),
            ("/organisation/kvkNumber", organisation.kvk_number == registration.kvk_number),
            (
                "/organisation/establishmentNumber",
                organisation.establishment_number == registration.establishment_number,
            ),
        ];
        Some(same.into_iter().filter(|(_, same)| !same).map(|(pointer, _)| pointer.to_owned()).collect())
    }
}

fn expires_too_soon(paper: Option<&IdentityDocument>, rules: &Rules, today: Date) -> bool {
    paper.is_some_and(|paper| crate::days::between(today, paper.expires_on) < rules.identity_document_valid_days)
}

fn same_option(one: Option<&Name>, other: Option<&Name>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => one.same_as(other),
        (None, Some(_)) | (Some(_), None) => false,
    }
}

/// What is registered under a field of the table, as text, so that the customer checks it instead of typing it.
pub fn known(registration: &Registration, section: Section, field: &str) -> Option<String> {
    match (section, field) {
        (Section::User, "initials") => Some(registration.initials.to_string()),
        (Section::User, "firstNames") => Some(registration.first_names.to_string()),
        (Section::User, "infix") => registration.infix.as_ref().map(Name::to_string),
        (Section::User, "surname") => Some(registration.surname.to_string()),
        (Section::User, "birthDate") => Some(registration.birth_date.to_string()),
        (Section::User, "email") => Some(registration.email.as_str().to_owned()),
        (Section::User, "mobile") => registration.mobile.as_ref().map(Mobile::to_string),
        (Section::Organisation, "kvkNumber") => Some(registration.kvk_number.to_string()),
        (Section::Organisation, "establishmentNumber") => {
            registration.establishment_number.as_ref().map(EstablishmentNumber::to_string)
        }
        _ => None,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::level::AssuranceLevel;
    use crate::means::tests::petras;

    /// What Petra Jansen, sole director, fills in for her own means.
    pub(crate) fn petras_data() -> Data {
        Data {
            user: Some(UserData {
                initials: "P.M.".parse().unwrap(),
                first_names: "Petra Maria".parse().unwrap(),
                infix: None,
                surname: "Jansen".parse().unwrap(),
                birth_date: date(1975, 2, 1),
                birth_place: Some("Utrecht".parse().unwrap()),
                email: "p.jansen@voorbeeld.nl".parse().unwrap(),
                mobile: "+31612345678".parse().unwrap(),
                gender: None,
                nationality: None,
                address: None,
                identity_document: Some(IdentityDocument {
                    kind: IdentityDocumentKind::Passport,
                    number: IdentityDocumentNumber::try_from("nx 1234567".to_owned()).unwrap(),
                    expires_on: date(2031, 5, 1),
                }),
                bsn: None,
                certificate_serial: None,
                employed: true,
            }),
            organisation: Some(OrganisationData {
                kvk_number: "69599084".parse().unwrap(),
                establishment_number: None,
            }),
            representatives: vec![Representative {
                first_names: "Petra Maria".parse().unwrap(),
                infix: None,
                surname: "Jansen".parse().unwrap(),
                birth_date: date(1975, 2, 1),
                function: "Directeur".parse().unwrap(),
                email: "p.jansen@voorbeeld.nl".parse().unwrap(),
                mobile: "+31612345678".parse().unwrap(),
                identity_document: None,
                power: Power::Alone,
                is_user: true,
                not_in_register: false,
                language: None,
            }],
            authorisations: Some(Authorisations {
                chosen: vec![crate::upgrade::authorisations::Chosen::Service {
                    service_id: "urn:balie:service:uwv:werkgeversportaal".to_owned(),
                }],
                term_years: None,
                discount_code: None,
            }),
        }
    }

    fn faults(data: &Data) -> Vec<(String, &'static str)> {
        let rules = Rules::named("2026-11").unwrap();
        let faults = data.faults(rules, &data.circumstances(AssuranceLevel::Eh3), date(2026, 11, 22));
        faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect()
    }

    #[test]
    fn complete_data_has_no_fault_and_every_absence_is_named() {
        assert_eq!(faults(&petras_data()), []);
        assert_eq!(
            faults(&Data::default()).iter().map(|(pointer, _)| pointer.as_str()).collect::<Vec<_>>(),
            ["/user", "/organisation", "/representatives"]
        );
        let mut data = petras_data();
        let user = data.user.as_mut().unwrap();
        (user.birth_place, user.identity_document) = (None, None);
        assert_eq!(
            faults(&data),
            [("/user/birthPlace".to_owned(), "missing"), ("/user/identityDocument".to_owned(), "missing")]
        );
    }

    #[test]
    fn a_passport_that_runs_out_within_a_month_is_found_before_a_person_looks() {
        let mut data = petras_data();
        data.user.as_mut().unwrap().identity_document.as_mut().unwrap().expires_on = date(2026, 12, 21);
        assert_eq!(faults(&data), [("/user/identityDocument/expiresOn".to_owned(), "expires-too-soon")]);
        data.user.as_mut().unwrap().identity_document.as_mut().unwrap().expires_on = date(2026, 12, 22);
        assert_eq!(faults(&data), []);
    }

    #[test]
    fn the_representative_who_is_the_user_is_the_same_person() {
        let mut data = petras_data();
        data.representatives[0].surname = "Janssen".parse().unwrap();
        data.representatives.push(data.representatives[0].clone());
        let found = faults(&data);
        assert!(found.contains(&("/representatives".to_owned(), "only-one-is-the-user")));
        assert!(found.contains(&("/representatives/0/surname".to_owned(), "differs-from-user")));
    }

    #[test]
    fn differences_from_the_registration_are_named_field_by_field() {
        let registration = petras().registration;
        assert_eq!(Data::default().differing(&registration), None);
        assert_eq!(petras_data().differing(&registration), Some(vec![]));
        let mut data = petras_data();
        data.user.as_mut().unwrap().mobile = "+31687654321".parse().unwrap();
        data.user.as_mut().unwrap().email = "P.Jansen@Voorbeeld.nl".parse().unwrap();
        data.organisation.as_mut().unwrap().establishment_number = Some("000037178598".parse().unwrap());
        assert_eq!(
            data.differing(&registration),
            Some(vec!["/user/mobile".to_owned(), "/organisation/establishmentNumber".to_owned()])
        );
    }

    #[test]
    fn what_the_table_asks_of_user_organisation_and_representatives_has_room_or_is_known_to_come_later() {
        // This list only gets shorter: each entry is a field a later step of Balie's life makes room for.
        let later = ["identityDocumentCopy", "kvkExtract", "mandateDecision", "selfDeclaration"];
        for (rule, _) in AssuranceLevel::ALL.iter().flat_map(|level| Rules::named("2026-11").unwrap().fields(*level)) {
            assert!(
                Data::has_room(rule.section, &rule.field) || later.contains(&rule.field.as_str()),
                "{}",
                rule.field
            );
        }
    }

    #[test]
    fn unknown_fields_are_not_taken_in() {
        let mut json = serde_json::to_value(petras_data().user.unwrap()).unwrap();
        json["verified"] = true.into();
        assert!(serde_json::from_value::<UserData>(json).is_err());
    }
}
