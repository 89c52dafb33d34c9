//! The desk's table: what was entered beside what is registered, what the extract says, what the register answered and what was seen at
//! identification, field by field, with what differs marked. Comparing is the machine's work; judging is not.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::extract::{self, Compared, ExtractRead};
use crate::means::Registration;
use crate::name::Name;
use crate::register::{Company, Who};
use crate::upgrade::Upgrade;
use crate::upgrade::data::{Representative, known};
use crate::upgrade::identification::{Difference, Progress, SeenField, Whom};
use crate::upgrade::rules::Section;

/// One field, with what each source says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Of which section.
    pub section: Section,
    /// Of which representative, counted from one; absent elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<usize>,
    /// The field.
    pub field: String,
    /// What the customer entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<String>,
    /// What is registered of the means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered: Option<String>,
    /// What the extract says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extract: Option<String>,
    /// What the business register answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register: Option<String>,
    /// What was seen at identification, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identified: Option<String>,
    /// The sources that say something else than was entered.
    pub differing: Vec<Source>,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// What is registered of the means.
    Registered,
    /// The extract.
    Extract,
    /// The business register.
    Register,
    /// Identification.
    Identified,
}

impl Row {
    fn new(section: Section, field: &str, entered: Option<String>) -> Self {
        let field = field.to_owned();
        Self {
            section,
            number: None,
            field,
            entered,
            registered: None,
            extract: None,
            register: None,
            identified: None,
            differing: Vec::new(),
        }
    }

    /// Marks what says something else than was entered: a source that says nothing does not differ.
    fn compared(mut self) -> Self {
        let sources = [
            (Source::Registered, &self.registered),
            (Source::Extract, &self.extract),
            (Source::Register, &self.register),
            (Source::Identified, &self.identified),
        ];
        let differing =
            sources.into_iter().filter(|(_, said)| said.is_some() && !same(self.entered.as_ref(), said.as_ref()));
        self.differing = differing.map(|(source, _)| source).collect();
        self
    }

    fn says_something(&self) -> bool {
        [&self.entered, &self.registered, &self.extract, &self.register, &self.identified]
            .into_iter()
            .any(Option::is_some)
    }
}

/// The same but for case and spaces, as names are compared.
fn same(one: Option<&String>, other: Option<&String>) -> bool {
    let words = |text: &String| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    one.map(words).unwrap_or_default() == other.map(words).unwrap_or_default()
}

/// The fields of a person that every source may know.
const USER: [&str; 9] =
    ["initials", "firstNames", "infix", "surname", "birthDate", "birthPlace", "email", "mobile", "identityDocument"];

impl Upgrade {
    /// The table, of the latest extract that was let in.
    pub fn side_by_side(&self, registration: &Registration, extract: Option<&ExtractRead>) -> Vec<Row> {
        let company = self.register.as_ref().and_then(|facts| facts.answer.company());
        let mut rows = self.user_rows(registration);
        rows.extend(self.organisation_rows(registration, extract, company));
        for (at, representative) in self.data.representatives.iter().enumerate() {
            rows.extend(self.representative_rows(at, representative, extract, company));
        }
        rows.into_iter().map(Row::compared).filter(Row::says_something).collect()
    }

    fn user_rows(&self, registration: &Registration) -> Vec<Row> {
        let entered = self.data.user.as_ref().and_then(|user| serde_json::to_value(user).ok()).unwrap_or_default();
        let rows = USER.into_iter().map(|field| {
            let entered = match entered.get(field) {
                Some(serde_json::Value::String(text)) => Some(text.clone()),
                Some(paper) => paper.get("number").and_then(|number| number.as_str()).map(str::to_owned),
                None => None,
            };
            let identified = self.seen_of(Whom::User, field);
            Row {
                registered: known(registration, Section::User, field),
                identified,
                ..Row::new(Section::User, field, entered)
            }
        });
        rows.collect()
    }

    fn organisation_rows(
        &self,
        registration: &Registration,
        extract: Option<&ExtractRead>,
        company: Option<&Company>,
    ) -> [Row; 3] {
        let entered = self.data.organisation.as_ref();
        let number = entered.map(|entered| entered.kvk_number.to_string());
        let branch = entered.and_then(|entered| entered.establishment_number.as_ref()).map(ToString::to_string);
        // Of several branches the sources are asked for the one that was entered.
        let has = |found: bool| if found { branch.clone() } else { Some("-".to_owned()).filter(|_| branch.is_some()) };
        let in_extract = extract
            .filter(|read| !read.branches.is_empty())
            .and_then(|read| has(read.branches.iter().any(|one| Some(one.to_string()) == branch)));
        let in_register = company.filter(|company| !company.branches.is_empty()).and_then(|company| {
            has(company.branches.iter().any(|one| Some(one.establishment_number.to_string()) == branch))
        });
        let name = company.map(|company| company.name.clone());
        [
            Row {
                registered: Some(registration.kvk_number.to_string()),
                extract: extract.map(|read| read.kvk_number.to_string()),
                register: self.register.as_ref().map(|facts| facts.kvk_number.to_string()),
                ..Row::new(Section::Organisation, "kvkNumber", number)
            },
            // Nobody types the name: what the register says stands for it.
            Row {
                extract: extract.and_then(|read| read.name.clone()),
                register: name.clone(),
                ..Row::new(Section::Organisation, "name", name.or_else(|| extract.and_then(|read| read.name.clone())))
            },
            Row {
                registered: registration.establishment_number.as_ref().map(ToString::to_string),
                extract: in_extract,
                register: in_register,
                ..Row::new(Section::Organisation, "establishmentNumber", branch)
            },
        ]
    }

    fn representative_rows(
        &self,
        at: usize,
        one: &Representative,
        read: Option<&ExtractRead>,
        company: Option<&Company>,
    ) -> Vec<Row> {
        let row = |field, entered| Row { number: Some(at + 1), ..Row::new(Section::Representatives, field, entered) };
        let whom = if one.is_user { Whom::User } else { Whom::Representative { at } };
        let official = company.and_then(|company| {
            company.officials.entries().iter().find_map(|official| match &official.who {
                Who::Person { person } if Name::cut(&person.surname).same_as(&one.surname) => Some((official, person)),
                Who::Person { .. } | Who::Company { .. } => None,
            })
        });
        let told = company.is_some_and(|company| !company.officials.entries().is_empty());
        let words = [Some(&one.first_names), one.infix.as_ref(), Some(&one.surname)];
        let name = words.into_iter().flatten().map(Name::as_str).collect::<Vec<_>>().join(" ");
        let on_extract = read.filter(|read| !read.officials.is_empty()).map(|read| {
            // An extract writes `Jansen, Petra Maria`; that is no difference.
            let compared = extract::compare(std::slice::from_ref(one), &read.officials);
            let same = |compared: &Compared| {
                let others = [extract::Difference::Name, extract::Difference::NotOnTheExtract];
                !compared.differences.iter().any(|difference| others.contains(difference))
            };
            let printed = |compared: &Compared| Some(read.officials.get(compared.official?)?.name.clone());
            match compared.first() {
                Some(compared) if same(compared) => name.clone(),
                compared => compared.and_then(printed).unwrap_or_else(|| "-".to_owned()),
            }
        });
        let in_register = official.map(|(_, person)| person.full_name()).or_else(|| told.then(|| "-".to_owned()));
        let mut rows = vec![
            Row { register: in_register, extract: on_extract, ..row("name", Some(name)) },
            Row {
                register: official.and_then(|(official, _)| official.title.clone()),
                ..row("function", Some(one.function.to_string()))
            },
        ];
        for field in ["firstNames", "infix", "surname", "birthDate"] {
            if let Some(seen) = self.seen_of(whom, field).filter(|_| !one.is_user) {
                let entered =
                    serde_json::to_value(one).ok().and_then(|one| one.get(field)?.as_str().map(str::to_owned));
                rows.push(Row { identified: Some(seen), ..row(field, entered) });
            }
        }
        rows
    }

    /// What was seen of somebody at identification, where it differs from what was entered.
    fn seen_of(&self, whom: Whom, field: &str) -> Option<String> {
        let person = self.identification.as_ref()?.current().filter(|person| person.whom == whom).last()?;
        let Progress::Mismatched { differences, .. } = &person.progress else { return None };
        let of_field = |difference: &&Difference| {
            field
                == match difference.field {
                    SeenField::FirstNames => "firstNames",
                    SeenField::Infix => "infix",
                    SeenField::Surname => "surname",
                    SeenField::BirthDate => "birthDate",
                    SeenField::DocumentNumber => "identityDocument",
                    SeenField::DocumentType
                    | SeenField::DocumentExpires
                    | SeenField::DocumentGenuine
                    | SeenField::Face => return false,
                }
        };
        let seen = differences.iter().find(of_field)?;
        Some(seen.seen.as_ref().map_or_else(|| "-".to_owned(), Name::to_string))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::level::AssuranceLevel;
    use crate::means::tests::petras;
    use crate::upgrade::data::tests::petras_data;

    fn petras_upgrade() -> Upgrade {
        let means = petras();
        let decided = crate::upgrade::start(
            &means,
            AssuranceLevel::Eh3,
            &means.holder,
            "2026-11-22T14:00:00Z".parse().unwrap(),
            &crate::upgrade::tests::Counting::default(),
        );
        Upgrade { data: petras_data(), ..decided.unwrap().upgrade }
    }

    fn row<'a>(rows: &'a [Row], section: Section, field: &str) -> &'a Row {
        rows.iter().find(|row| row.section == section && row.field == field).unwrap()
    }

    #[test]
    fn what_says_the_same_is_not_marked_and_silence_is_not_a_difference() {
        let extract = ExtractRead::new("69599084".parse().unwrap(), date(2026, 11, 20));
        let rows = petras_upgrade().side_by_side(&petras().registration, Some(&extract));
        assert!(rows.iter().all(|row| row.differing.is_empty()), "{rows:?}");
        let number = row(&rows, Section::Organisation, "kvkNumber");
        assert_eq!((number.extract.as_deref(), number.register.as_deref()), (Some("69599084"), None));
        assert_eq!(row(&rows, Section::User, "surname").registered.as_deref(), Some("Jansen"));
        assert!(rows.iter().any(|row| row.section == Section::Representatives && row.number == Some(1)));
    }

    #[test]
    fn every_source_that_says_something_else_is_named() {
        let mut upgrade = petras_upgrade();
        upgrade.data.user.as_mut().unwrap().surname = "Janssen".parse().unwrap();
        let mut extract = ExtractRead::new("90001354".parse().unwrap(), date(2026, 11, 20));
        extract.name = Some("Ander B.V.".to_owned());
        let rows = upgrade.side_by_side(&petras().registration, Some(&extract));
        assert_eq!(row(&rows, Section::User, "surname").differing, [Source::Registered]);
        assert_eq!(row(&rows, Section::Organisation, "kvkNumber").differing, [Source::Extract]);
        assert!(row(&rows, Section::User, "firstNames").differing.is_empty());
    }
}
