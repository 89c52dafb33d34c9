use jiff::civil::date;

use super::*;
use crate::level::AssuranceLevel;
use crate::means::tests::petras;
use crate::upgrade::rules::Rules;

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
        organisation: Some(OrganisationData { kvk_number: "69599084".parse().unwrap(), establishment_number: None }),
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
        Some(vec!["/user/mobile".to_owned()]),
        "a branch may be another one than before"
    );
}

#[test]
fn what_the_table_asks_of_user_organisation_and_representatives_has_room_or_is_known_to_come_later() {
    // This list only gets shorter: each entry is a field a later step of Balie's life makes room for.
    let later = ["identityDocumentCopy", "kvkExtract", "mandateDecision", "selfDeclaration"];
    for (rule, _) in AssuranceLevel::ALL.iter().flat_map(|level| Rules::named("2026-11").unwrap().fields(*level)) {
        assert!(Data::has_room(rule.section, &rule.field) || later.contains(&rule.field.as_str()), "{}", rule.field);
    }
}

#[test]
fn unknown_fields_are_not_taken_in() {
    let mut json = serde_json::to_value(petras_data().user.unwrap()).unwrap();
    json["verified"] = true.into();
    assert!(serde_json::from_value::<UserData>(json).is_err());
}
