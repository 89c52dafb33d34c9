//! What was entered, held against the rule table and against what is registered.

use jiff::civil::Date;

use super::{Data, IdentityDocument, MOST_REPRESENTATIVES, Representative};
use crate::establishment_number::EstablishmentNumber;
use crate::means::Registration;
use crate::name::Name;
use crate::phone::Mobile;
use crate::upgrade::refusal::Fault;
use crate::upgrade::rules::{Circumstances, Rules, Section};

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
    /// e-mail and mobile must equal the current registration exactly). The branch is not among them: whoever raises a means says anew how
    /// his company is to be registered, with a branch, with another one or with none (seed 001, step 2).
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
