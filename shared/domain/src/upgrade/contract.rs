//! The contract: a paper made of the entered data. It stands for exactly that data; when the data changes it is void (domain.md 5).

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::audit::Actor;
use crate::chance::Chance;
use crate::fingerprint;
use crate::ids::{AccountId, ContractId, OrganisationId, UpgradeId};
use crate::language::Language;
use crate::typed_code;
use crate::upgrade::refusal::Refusal;
use crate::upgrade::timeline::{By, What};
use crate::upgrade::{Decided, Deciding, Upgrade, Verb};

/// How many characters of a paper code are drawn: 39 bits. It names a paper and is no secret; only the desk can look it up.
const DRAWN: usize = 8;

/// The code on a paper, by which the desk finds its case: nine characters nobody mixes up, the last of which checks the others.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("minLength" = 9))]
pub struct PaperCode([u8; DRAWN]);

/// The text is not a paper code: a slip of the finger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a paper code")]
pub struct NotAPaperCode;

impl PaperCode {
    /// A new code.
    pub fn draw(chance: &dyn Chance) -> Self {
        Self(typed_code::draw(chance))
    }

    /// The nine characters, without hyphens: what a paper is kept under.
    pub fn canonical(&self) -> String {
        typed_code::canonical(&self.0)
    }
}

impl fmt::Display for PaperCode {
    /// As it is printed: `ABCD-EFGH-J`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&typed_code::grouped(&self.canonical()))
    }
}

impl fmt::Debug for PaperCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PaperCode({self})")
    }
}

impl FromStr for PaperCode {
    type Err = NotAPaperCode;

    /// Small letters, spaces and hyphens are forgiven.
    fn from_str(text: &str) -> Result<Self, NotAPaperCode> {
        typed_code::read(text).map(Self).ok_or(NotAPaperCode)
    }
}

impl TryFrom<String> for PaperCode {
    type Error = NotAPaperCode;

    fn try_from(text: String) -> Result<Self, NotAPaperCode> {
        text.parse()
    }
}

impl From<PaperCode> for String {
    fn from(code: PaperCode) -> Self {
        code.to_string()
    }
}

/// The contract that was made last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contract {
    /// Balie's own name for it.
    pub id: ContractId,
    /// The code on the paper.
    pub code: PaperCode,
    /// SHA-256 over the canonical data it was made of, in hexadecimal.
    pub fingerprint: String,
    /// The language it is in.
    pub language: Language,
    /// When it was made.
    pub made_at: Timestamp,
}

/// A paper that was made once. It is kept when another takes its place: whoever finds it on his desk must see that it is void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Paper {
    /// The organisation it is about.
    pub organisation: OrganisationId,
    /// The upgrade it is about.
    pub upgrade: UpgradeId,
    /// The contract.
    #[serde(flatten)]
    pub contract: Contract,
}

impl Contract {
    /// Where the PDF lies in the bucket.
    pub fn file_key(&self, organisation: &OrganisationId, upgrade: &UpgradeId) -> String {
        format!("papers/{organisation}/{upgrade}/{}.pdf", self.id)
    }
}

impl Upgrade {
    /// The contract in a language, if the one that was made last still stands for the data.
    pub fn contract_in(&self, language: Language) -> Option<&Contract> {
        self.contract
            .as_ref()
            .filter(|contract| contract.language == language && self.stands_for(&contract.fingerprint))
    }

    /// Whether a paper with this fingerprint says what the data says; else it is void.
    pub fn stands_for(&self, fingerprint: &str) -> bool {
        self.fingerprint() == fingerprint
    }

    /// Refuses a contract where none can be made: it is made of what was handed in, and is signed while that is judged.
    pub fn may_make_contract(&self) -> Result<(), Refusal> {
        self.stage.admit(Verb::MakeContract)
    }

    /// A contract was made of the data as it is. It takes the place of the one before. Gives the paper that leads back here.
    pub fn make_contract(
        self,
        contract: Contract,
        by: &AccountId,
        now: Timestamp,
    ) -> Result<(Paper, Decided), Refusal> {
        self.may_make_contract()?;
        if !self.stands_for(&contract.fingerprint) {
            return Err(Refusal::ChangedMeanwhile);
        }
        let paper =
            Paper { organisation: self.organisation.clone(), upgrade: self.id.clone(), contract: contract.clone() };
        // Nobody who looked at the case needs to see this before acting on it, so its revision stays.
        let mut deciding = Deciding::on(self, now);
        deciding.tell(By::Customer, What::ContractMade { code: contract.code.clone() });
        deciding.upgrade.contract = Some(contract);
        let actor = Actor::Person { account: by.clone() };
        Ok((paper, deciding.finish(actor, Verb::MakeContract.name(), "made")))
    }

    /// Names exactly what is signed: SHA-256 over the data, the level, the number of the means and, once it is fixed, the price, as
    /// canonical JSON (keys in order, no space), in hexadecimal. Whatever changes of them, the fingerprint is another one.
    pub fn fingerprint(&self) -> String {
        let mut signed =
            serde_json::json!({ "data": self.data, "level": self.target_level, "means": self.means_number });
        if let (Some(quote), Some(fields)) = (&self.quote, signed.as_object_mut()) {
            fields.insert("quote".to_owned(), serde_json::json!(quote));
        }
        // In which language somebody is written to is no part of what he signs.
        let representatives = signed.pointer_mut("/data/representatives").and_then(Value::as_array_mut);
        for one in representatives.into_iter().flatten().filter_map(Value::as_object_mut) {
            one.remove("language");
        }
        fingerprint::of(&signed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::means::tests::petras;
    use crate::upgrade::Stage;
    use crate::upgrade::data::tests::petras_data;
    use crate::upgrade::stage::InReview;
    use crate::upgrade::tests::Counting;

    #[test]
    fn a_paper_code_is_typed_from_paper_and_every_slip_is_found() {
        let code = PaperCode::draw(&Counting::default());
        let printed = code.to_string();
        assert_eq!((printed.len(), code.canonical().len()), (11, 9));
        assert_eq!(printed.to_lowercase().replace('-', " ").parse(), Ok(code.clone()));
        for at in 0..9 {
            for other in typed_code::ALPHABET {
                let mut typed = code.canonical().into_bytes();
                if typed[at] != *other {
                    typed[at] = *other;
                    assert_eq!(String::from_utf8(typed).unwrap().parse::<PaperCode>(), Err(NotAPaperCode));
                }
            }
        }
        assert_eq!(serde_json::to_value(&code).unwrap(), printed);
    }

    fn contract_of(upgrade: &Upgrade, language: Language) -> Contract {
        let (now, chance) = (Timestamp::UNIX_EPOCH, &Counting::default());
        let (id, code) = (ContractId::new(now, chance), PaperCode::draw(chance));
        Contract { id, code, fingerprint: upgrade.fingerprint(), language, made_at: now }
    }

    /// Petra's upgrade as she handed it in.
    fn handed_in() -> Upgrade {
        let (means, now) = (petras(), Timestamp::UNIX_EPOCH);
        let level = crate::level::AssuranceLevel::Eh3;
        let started = crate::upgrade::start(&means, level, &means.holder, now, &Counting::default()).unwrap();
        let submitted = InReview { submitted_at: now, waiting_since: None, promised_for: None };
        Upgrade { data: petras_data(), stage: Stage::InReview(submitted), ..started.upgrade }
    }

    #[test]
    fn a_contract_is_made_once_for_the_same_data_and_language() {
        let (upgrade, by) = (handed_in(), petras().holder);
        let contract = contract_of(&upgrade, Language::Dutch);
        let (paper, decided) = upgrade.clone().make_contract(contract.clone(), &by, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!((&paper.upgrade, &paper.contract), (&upgrade.id, &contract));
        assert_eq!(decided.upgrade.revision, upgrade.revision, "nobody has to look again because of it");
        assert_eq!(decided.entries[0].what, What::ContractMade { code: contract.code.clone() });
        assert_eq!(decided.upgrade.contract_in(Language::Dutch), Some(&contract));
        assert_eq!(decided.upgrade.contract_in(Language::German), None);
    }

    #[test]
    fn any_change_of_what_is_signed_voids_it() {
        let upgrade = handed_in();
        let contract = contract_of(&upgrade, Language::Dutch);
        let (_, decided) = upgrade.make_contract(contract, &petras().holder, Timestamp::UNIX_EPOCH).unwrap();
        type Changed = fn(&mut Upgrade);
        let changes: [Changed; 4] = [
            |upgrade| upgrade.data.user.as_mut().unwrap().surname = "Janssen".parse().unwrap(),
            |upgrade| upgrade.data.representatives.clear(),
            |upgrade| upgrade.target_level = crate::level::AssuranceLevel::Eh4,
            |upgrade| upgrade.means_number.push('1'),
        ];
        for change in changes {
            let mut upgrade = decided.upgrade.clone();
            change(&mut upgrade);
            assert_eq!(upgrade.contract_in(Language::Dutch), None);
        }
    }

    #[test]
    fn a_contract_of_other_data_or_before_handing_in_is_refused() {
        let (mut upgrade, by) = (handed_in(), petras().holder);
        let contract = contract_of(&upgrade, Language::Dutch);
        upgrade.data.user.as_mut().unwrap().employed = false;
        let changed = upgrade.clone().make_contract(contract, &by, Timestamp::UNIX_EPOCH);
        assert_eq!(changed.unwrap_err(), Refusal::ChangedMeanwhile);
        upgrade.stage = Stage::Draft;
        let contract = contract_of(&upgrade, Language::Dutch);
        let early = upgrade.make_contract(contract, &by, Timestamp::UNIX_EPOCH).unwrap_err();
        assert!(matches!(early, Refusal::WrongStage { verb: Verb::MakeContract, .. }));
    }
}
