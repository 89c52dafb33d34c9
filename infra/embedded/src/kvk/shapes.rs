//! A company of the embedded register, and the shapes KvK answers it in.
#![expect(
    clippy::indexing_slicing,
    reason = "a field of a JSON object is made by naming it; it never panics on an object"
)]

use serde::Deserialize;
use serde_json::{Map, Value, json};

/// A company, as `companies.json` describes it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Company {
    pub(super) number: String,
    pub(super) name: String,
    pub(super) form: String,
    pub(super) place: String,
    /// The day the registration ended.
    pub(super) ended: Option<String>,
    /// The day it was struck off.
    pub(super) struck_off: Option<String>,
    state: Option<String>,
    /// Every question about it is answered with this error.
    pub(super) error: Option<String>,
    /// The question about its officials is answered with this error.
    pub(super) officials_error: Option<String>,
    #[serde(default)]
    pub(super) branches: Vec<Branch>,
    #[serde(default)]
    pub(super) officials: Vec<Official>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Branch {
    pub(super) number: String,
    pub(super) name: String,
    pub(super) street: String,
    pub(super) place: Option<String>,
    #[serde(default)]
    pub(super) main: bool,
    #[serde(default)]
    pub(super) shielded: bool,
    pub(super) ended: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Official {
    #[serde(rename = "as")]
    pub(super) group: String,
    pub(super) function: Option<String>,
    pub(super) title: Option<String>,
    pub(super) first: Option<String>,
    pub(super) infix: Option<String>,
    pub(super) last: Option<String>,
    pub(super) born: Option<String>,
    pub(super) died: Option<String>,
    pub(super) person_state: Option<String>,
    pub(super) company: Option<String>,
    pub(super) company_number: Option<String>,
    pub(super) power: Option<String>,
    #[serde(default)]
    pub(super) with_others: bool,
    pub(super) up_to: Option<String>,
    pub(super) covers: Option<String>,
    pub(super) suspended_from: Option<String>,
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "Ja" } else { "Nee" }
}

/// A date without its hyphens, as the basic profile writes it.
fn digits(date: &str) -> String {
    date.replace('-', "")
}

fn registration(ended: Option<&String>) -> Value {
    let mut registration = Map::from_iter([("datumAanvang".to_owned(), json!("20150101"))]);
    registration.extend(ended.map(|ended| ("datumEinde".to_owned(), json!(digits(ended)))));
    Value::Object(registration)
}

impl Company {
    /// Whether every word asked for stands in the name: KvK finds whole words only.
    pub(super) fn has_words(&self, words: &str) -> bool {
        let name = self.name.to_lowercase();
        words.split_whitespace().all(|wanted| name.split_whitespace().any(|word| word == wanted))
    }

    pub(super) fn is_legal_person(&self) -> bool {
        !["Eenmanszaak", "Vennootschap Onder Firma", "Maatschap", "Commanditaire Vennootschap"]
            .contains(&self.form.as_str())
    }

    pub(super) fn search_results(&self) -> Vec<Value> {
        let legal = self.is_legal_person().then(|| {
            json!({"kvkNummer": self.number, "naam": self.name, "type": "rechtspersoon", "actief": "Ja", "links": [],
                "adres": {"binnenlandsAdres": {"type": "bezoekadres", "plaats": self.place}}})
        });
        let branches = self.branches.iter().filter(|branch| branch.ended.is_none()).map(|branch| {
            let kind = if branch.main { "hoofdvestiging" } else { "nevenvestiging" };
            let mut result = json!({"kvkNummer": self.number, "vestigingsnummer": branch.number, "naam": branch.name,
                "type": kind, "actief": "Ja", "links": []});
            if !branch.shielded {
                let place = branch.place.as_ref().unwrap_or(&self.place);
                result["adres"] = json!({"binnenlandsAdres":
                    {"type": "bezoekadres", "straatnaam": branch.street, "plaats": place}});
            }
            result
        });
        legal.into_iter().chain(branches).collect()
    }

    pub(super) fn profile(&self) -> Value {
        let mut profile = json!({
            "kvkNummer": self.number,
            "indNonMailing": "Nee",
            "naam": self.name,
            "formeleRegistratiedatum": "20150101",
            "materieleRegistratie": registration(self.ended.as_ref()),
            "handelsnamen": [{"naam": self.name, "volgorde": 0}],
            "totaalWerkzamePersonen": self.branches.len() * 3,
            "sbiActiviteiten": [{"sbiCode": "86101", "sbiOmschrijving": "Universitair medisch centra", "indHoofdactiviteit": "Ja"}],
            "_embedded": {"eigenaar": self.owner()},
            "links": [],
        });
        if self.is_legal_person() {
            profile["statutaireNaam"] = json!(self.name);
        }
        if let Some(main) = self.main_branch() {
            profile["_embedded"]["hoofdvestiging"] = main;
        }
        profile
    }

    pub(super) fn owner(&self) -> Value {
        let mut owner = json!({"rechtsvorm": self.form, "uitgebreideRechtsvorm": self.form, "links": []});
        if self.is_legal_person() {
            owner["rsin"] = json!(self.rsin());
        }
        owner
    }

    /// A number of the right form, made of its other one.
    fn rsin(&self) -> String {
        format!("8{}", self.number)
    }

    pub(super) fn main_branch(&self) -> Option<Value> {
        self.branches.iter().find(|branch| branch.main).map(|branch| self.branch(branch))
    }

    fn branch(&self, branch: &Branch) -> Value {
        let mut shown = json!({
            "vestigingsnummer": branch.number,
            "kvkNummer": self.number,
            "eersteHandelsnaam": branch.name,
            "indHoofdvestiging": yes_no(branch.main),
            "indAdresAfgeschermd": yes_no(branch.shielded),
            "indCommercieleVestiging": "Ja",
            "materieleRegistratie": registration(branch.ended.as_ref()),
            "links": [],
        });
        if !branch.shielded {
            let place = branch.place.as_ref().unwrap_or(&self.place);
            shown["volledigAdres"] = json!(format!("{} {place}", branch.street));
        }
        shown
    }

    pub(super) fn branches(&self) -> Value {
        json!({
            "kvkNummer": self.number,
            "aantalCommercieleVestigingen": self.branches.len(),
            "aantalNietCommercieleVestigingen": 0,
            "totaalAantalVestigingen": self.branches.len(),
            "vestigingen": self.branches.iter().map(|branch| self.branch(branch)).collect::<Vec<_>>(),
            "links": [],
        })
    }

    pub(super) fn officials(&self) -> Value {
        let mut answer = json!({"kvkNummer": self.number, "naam": self.name, "rechtsvorm": self.form, "peilmoment": "2026-11-20 06:00:00.000"});
        if let Some(day) = &self.struck_off {
            answer["datumUitschrijving"] = json!(digits(day));
        }
        if let Some(state) = &self.state {
            answer["bijzondereRechtstoestand"] = json!({"soort": state});
        }
        for official in &self.officials {
            let shown = official.shown();
            if official.group == "eigenaar" {
                answer["eigenaar"] = shown;
            } else if let Some(group) = answer[&official.group].as_array_mut() {
                group.push(shown);
            } else {
                answer[&official.group] = json!([shown]);
            }
        }
        answer
    }
}

impl Official {
    fn shown(&self) -> Value {
        let mut shown = json!({"functie": {"code": self.function()}});
        if let Some(title) = &self.title {
            shown["functietitel"] = json!(title);
        }
        if let Some(name) = &self.company {
            shown["rechtspersoon"] = json!({"naam": name, "kvkNummer": self.company_number});
        } else {
            let state = |state: &Option<String>| state.as_ref().map(|words| json!({"soort": words}));
            shown["natuurlijkPersoon"] = json!({
                "voornamen": self.first,
                "voorvoegselGeslachtsnaam": self.infix,
                "geslachtsnaam": self.last,
                "geboortedatum": self.born.as_deref().map(digits),
                "overlijdensdatum": self.died.as_deref().map(digits),
                "beperkingInRechtshandeling": state(&self.person_state),
            });
        }
        let amount = self.up_to.as_ref().map(|value| json!({"waarde": value, "valuta": "EUR"}));
        match self.power.as_deref() {
            Some("v") => shown["volmacht"] = json!({"typeVolmacht": {"code": "v"}}),
            Some("b") => {
                shown["volmacht"] = json!({"typeVolmacht": {"code": "b"}, "beperkteVolmacht":
                    {"beperkingInGeld": amount, "omschrijvingOverigeVolmacht": self.covers}});
            }
            Some(code) => {
                shown["bevoegdheid"] = json!({"soort": {"code": code},
                    "isBevoegdMetAnderePersonen": yes_no(self.with_others), "beperkingInGeld": amount});
            }
            None => {}
        }
        if let Some(from) = &self.suspended_from {
            shown["schorsing"] = json!({"aanvang": digits(from)});
        }
        shown
    }

    fn function(&self) -> &str {
        match (self.function.as_deref(), self.group.as_str()) {
            (Some(code), _) => code,
            (None, "bestuurders") => "02",
            (None, "gevolmachtigden") => "01",
            (None, _) => "00",
        }
    }
}
