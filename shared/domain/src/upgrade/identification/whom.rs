//! Who must be identified (domain.md 1.2, seed 002 step 4), and by what a person is known.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Difference, SeenField};
use crate::email::Email;
use crate::level::AssuranceLevel;
use crate::name::Name;
use crate::phone::Mobile;
use crate::power::SignaturesNeeded;
use crate::upgrade::data::{Data, IdentityDocument};
use crate::upgrade::rules::Rules;

/// Whom the rules name at a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhoIsIdentified {
    /// The user, whoever he is.
    User,
    /// The user when he is a representative himself: then nobody else vouches for him by signing.
    UserWhoRepresents,
    /// Everybody who must sign.
    Signers,
}

/// Somebody to be identified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "kebab-case")]
pub enum Whom {
    /// The user.
    User,
    /// A representative who is not the user.
    Representative {
        /// His place in the list of representatives.
        at: usize,
    },
}

/// What the partner compares an identity document with, and how he reaches the person. Personal (S58).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Identity {
    /// All first names.
    pub first_names: Name,
    /// What stands between first name and surname.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub infix: Option<Name>,
    /// The surname.
    pub surname: Name,
    /// The date of birth.
    pub birth_date: Date,
    /// The document that was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<IdentityDocument>,
    /// Where the invitation goes.
    pub email: Email,
    /// Where the partner tells of the hours.
    pub mobile: Mobile,
}

/// Who must be identified for a level, each once: the user first, then the signers in their order. `signatures` says who may sign, when
/// enough are named.
pub fn to_be_identified(
    rules: &Rules,
    level: AssuranceLevel,
    data: &Data,
    signatures: Option<&SignaturesNeeded>,
) -> Vec<Whom> {
    let represents = data.representatives.iter().any(|one| one.is_user);
    let mut whom = Vec::new();
    for named in rules.identified(level) {
        match named {
            WhoIsIdentified::User => whom.push(Whom::User),
            WhoIsIdentified::UserWhoRepresents => whom.extend(represents.then_some(Whom::User)),
            WhoIsIdentified::Signers => {
                // Without enough signers the case cannot be handed in; until then everybody named may have to.
                let everybody = || (0..data.representatives.len()).collect();
                let signers = signatures.map_or_else(everybody, |signatures| signatures.candidates.clone());
                whom.extend(signers.into_iter().filter_map(|at| {
                    let representative = data.representatives.get(at)?;
                    Some(if representative.is_user { Whom::User } else { Whom::Representative { at } })
                }));
            }
        }
    }
    let mut once = Vec::with_capacity(whom.len());
    for one in whom {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once.sort_by_key(|one| match one {
        Whom::User => 0,
        Whom::Representative { at } => at + 1,
    });
    once
}

impl Identity {
    /// The identity of somebody, as it was entered; `None` while it was not.
    pub fn of(data: &Data, whom: Whom) -> Option<Self> {
        match whom {
            Whom::User => {
                let user = data.user.as_ref()?;
                Some(Self {
                    first_names: user.first_names.clone(),
                    infix: user.infix.clone(),
                    surname: user.surname.clone(),
                    birth_date: user.birth_date,
                    document: user.identity_document.clone(),
                    email: user.email.clone(),
                    mobile: user.mobile.clone(),
                })
            }
            Whom::Representative { at } => {
                let one = data.representatives.get(at)?;
                Some(Self {
                    first_names: one.first_names.clone(),
                    infix: one.infix.clone(),
                    surname: one.surname.clone(),
                    birth_date: one.birth_date,
                    document: one.identity_document.clone(),
                    email: one.email.clone(),
                    mobile: one.mobile.clone(),
                })
            }
        }
    }

    /// First names, infix and surname.
    pub fn full_name(&self) -> String {
        let words = [Some(&self.first_names), self.infix.as_ref(), Some(&self.surname)];
        words.into_iter().flatten().map(Name::as_str).collect::<Vec<_>>().join(" ")
    }

    /// What was entered of a field.
    pub(super) fn entered(&self, field: SeenField) -> Option<String> {
        let document = self.document.as_ref();
        match field {
            SeenField::FirstNames => Some(self.first_names.to_string()),
            SeenField::Infix => self.infix.as_ref().map(Name::to_string),
            SeenField::Surname => Some(self.surname.to_string()),
            SeenField::BirthDate => Some(self.birth_date.to_string()),
            SeenField::DocumentType => {
                let kind = serde_json::to_value(document?.kind).ok()?;
                kind.as_str().map(str::to_owned)
            }
            SeenField::DocumentNumber => document.map(|document| document.number.clone().into()),
            SeenField::DocumentExpires => document.map(|document| document.expires_on.to_string()),
            SeenField::DocumentGenuine | SeenField::Face => None,
        }
    }

    /// Whether it is the same person by the same document; how he is reached does not matter.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        COMPARED.into_iter().all(|field| same(self.entered(field).as_deref(), other.entered(field).as_deref()))
    }

    /// Whether this is `before` with each difference mended to what was seen, and nothing else changed: then the visit that found the
    /// differences has shown that this is right, and none more is needed.
    pub(super) fn mends(&self, before: &Self, differences: &[Difference]) -> bool {
        let seen = |field| differences.iter().find(|difference| difference.field == field);
        let mendable = differences.iter().all(|difference| COMPARED.contains(&difference.field));
        mendable
            && COMPARED.into_iter().all(|field| {
                let now = self.entered(field);
                match seen(field) {
                    Some(difference) => same(now.as_deref(), difference.seen.as_ref().map(Name::as_str)),
                    None => same(now.as_deref(), before.entered(field).as_deref()),
                }
            })
    }
}

/// What can be compared and mended: a forged document or another face is neither.
const COMPARED: [SeenField; 7] = [
    SeenField::FirstNames,
    SeenField::Infix,
    SeenField::Surname,
    SeenField::BirthDate,
    SeenField::DocumentType,
    SeenField::DocumentNumber,
    SeenField::DocumentExpires,
];

/// Equal but for case and spacing.
fn same(one: Option<&str>, other: Option<&str>) -> bool {
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    one.map(words) == other.map(words)
}
