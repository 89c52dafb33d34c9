//! The signatures as they stand on the wire: on the customer's tracker and the desk's case, and in the room of one signer, who sees what he
//! signs and of the others no more than their names (S45).

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::email::Email;
use crate::establishment_number::EstablishmentNumber;
use crate::ids::SignerId;
use crate::kvk_number::KvkNumber;
use crate::language::Language;
use crate::level::AssuranceLevel;
use crate::name::{Name, Note};
use crate::organisation::Organisation;
use crate::phone::Mobile;
use crate::price::Quote;
use crate::upgrade::Upgrade;
use crate::upgrade::authorisations::Chosen;
use crate::upgrade::refusal::Refusal;
use crate::upgrade::signing::{Consent, Factor, How, Signature, Signer, SignerState, Signing};

/// Where the signatures stand: "2 of 3".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SigningView {
    /// How many must sign.
    pub needed: usize,
    /// How many did.
    pub signed: usize,
    /// Whether the signing room is accepted at this level; paper always is.
    pub accepted_online: bool,
    /// What is signed, named by its fingerprint.
    pub fingerprint: String,
    /// Who may sign, in the order of the representatives. Those who were replaced come with what became of them.
    pub signers: Vec<SignerView>,
}

/// A signer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignerView {
    /// His id.
    pub signer_id: SignerId,
    /// His full name.
    pub name: String,
    /// His function.
    pub function: Name,
    /// Where his link goes.
    pub email: Email,
    /// What became of it.
    pub state: SignerStateName,
    /// Since when: invited, opened, signed, declined or replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// How he signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<HowView>,
    /// Why he will not sign, in his words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Note>,
    /// When he was reminded last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminded_at: Option<Timestamp>,
}

/// What became of a signer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SignerStateName {
    /// Nothing was mailed to him yet, or only paper is taken.
    ToInvite,
    /// He has a link.
    Invited,
    /// He opened it.
    Opened,
    /// He signed.
    Signed,
    /// He will not sign.
    Declined,
    /// His address was corrected; another entry took his place.
    Replaced,
}

/// How somebody signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "in", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum HowView {
    /// In the signing room.
    Room {
        /// What he showed besides his link.
        factor: Factor,
    },
    /// In pen.
    Paper {
        /// The day he wrote beside it.
        signed_on: Date,
    },
}

/// The room of one signer: what he signs, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SigningRoomView {
    /// What there is to do for him.
    pub state: RoomState,
    /// Since when he signed or declined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// His full name.
    pub name: String,
    /// His function.
    pub function: Name,
    /// His address with its middle hidden: where a code goes.
    pub email: String,
    /// The language he is written to in, when one was said for him; the page begins in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Until when the link works.
    pub expires_at: Timestamp,
    /// How many must sign.
    pub needed: usize,
    /// How many did.
    pub signed: usize,
    /// The text he agrees to.
    pub consent: Consent,
    /// Its sentences.
    pub consent_text: Vec<String>,
    /// What he signs.
    pub application: Application,
}

/// What there is to do for a signer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RoomState {
    /// To read and to sign.
    ToSign,
    /// He signed.
    Signed,
    /// He declined.
    Declined,
    /// Enough others have signed.
    Enough,
}

/// What is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Application {
    /// Names all of it: whatever changes, the fingerprint is another one. Sent back with the signature.
    pub fingerprint: String,
    /// The organisation's name in the register.
    pub organisation: String,
    /// Its number there.
    pub kvk_number: KvkNumber,
    /// The branch the means is bound to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub establishment_number: Option<EstablishmentNumber>,
    /// The number of the means.
    pub means_number: String,
    /// The level it starts from; absent for a first application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_level: Option<AssuranceLevel>,
    /// The level it leads to.
    pub target_level: AssuranceLevel,
    /// Whom the means belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<SignedUser>,
    /// Those who may bind the organisation: full name and function.
    pub representatives: Vec<SignedRepresentative>,
    /// What the means is to be used for.
    pub services: Vec<SignedServices>,
    /// For how many years the contract is bought; absent keeps the present end date of the means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term_years: Option<u8>,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
}

/// What the means is to be used for, in names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "scope", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum SignedServices {
    /// One service.
    Service {
        /// Its official id.
        service_id: String,
        /// What it is called; absent when the catalogue does not know it any more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// Whose it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        provider: Option<String>,
    },
    /// All services of a provider, also those that join later.
    Provider {
        /// Whose.
        provider: String,
    },
    /// All services of all providers, also those that join later; never above the level.
    All {},
}

/// The user, as far as a signer sees him: enough to know whom he vouches for. The number of his identity document stays out (S45).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignedUser {
    /// His full name.
    pub name: String,
    /// His date of birth.
    pub birth_date: Date,
    /// His own address.
    pub email: Email,
    /// His own mobile.
    pub mobile: Mobile,
    /// Whether he works for the organisation.
    pub employed: bool,
}

/// A representative, as far as a signer sees him.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignedRepresentative {
    /// His full name.
    pub name: String,
    /// His function.
    pub function: Name,
}

impl Signing {
    /// Where the signatures stand for what has this fingerprint; `None` when nobody was asked.
    pub fn view(&self, fingerprint: String) -> Option<SigningView> {
        self.fingerprint.as_ref()?;
        let mut signers: Vec<&Signer> = self.signers.iter().collect();
        signers.sort_by_key(|signer| signer.place);
        Some(SigningView {
            needed: self.needed,
            signed: self.signed(&fingerprint),
            accepted_online: self.accepted_online,
            signers: signers.into_iter().map(|signer| signer.view(&fingerprint)).collect(),
            fingerprint,
        })
    }
}

impl Signer {
    /// A signature that was given for other data shows as nothing: it counts for nothing.
    fn view(&self, fingerprint: &str) -> SignerView {
        let (state, at) = self.stands();
        let signature = self.signature(fingerprint);
        let void = state == SignerStateName::Signed && signature.is_none();
        let reason = match &self.state {
            SignerState::Declined { reason, .. } => Some(reason.clone()),
            SignerState::ToInvite {}
            | SignerState::Invited {}
            | SignerState::Opened { .. }
            | SignerState::Signed(_)
            | SignerState::Replaced { .. } => None,
        };
        SignerView {
            signer_id: self.id.clone(),
            name: self.name(),
            function: self.representative.function.clone(),
            email: self.email.clone(),
            state: if void { SignerStateName::ToInvite } else { state },
            at: at.filter(|_| !void),
            how: signature.map(Signature::view),
            reason,
            reminded_at: self.reminded.last().copied(),
        }
    }

    fn stands(&self) -> (SignerStateName, Option<Timestamp>) {
        match &self.state {
            SignerState::ToInvite {} => (SignerStateName::ToInvite, None),
            SignerState::Invited {} => (SignerStateName::Invited, self.invited_at),
            SignerState::Opened { at } => (SignerStateName::Opened, Some(*at)),
            SignerState::Signed(signature) => (SignerStateName::Signed, Some(signature.at)),
            SignerState::Declined { at, .. } => (SignerStateName::Declined, Some(*at)),
            SignerState::Replaced { at, .. } => (SignerStateName::Replaced, Some(*at)),
        }
    }
}

impl Signature {
    pub(super) fn view(&self) -> HowView {
        match &self.how {
            How::Room { factor, .. } => HowView::Room { factor: *factor },
            How::Paper { signed_on, .. } => HowView::Paper { signed_on: *signed_on },
        }
    }
}

impl Upgrade {
    /// The room of a signer, in his language.
    pub fn signing_room(
        &self,
        signer: &Signer,
        organisation: &Organisation,
        language: Language,
        expires_at: Timestamp,
    ) -> Result<SigningRoomView, Refusal> {
        let fingerprint = self.fingerprint();
        let (stands, at) = signer.stands();
        let state = match stands {
            SignerStateName::Signed => RoomState::Signed,
            SignerStateName::Declined => RoomState::Declined,
            SignerStateName::ToInvite
            | SignerStateName::Invited
            | SignerStateName::Opened
            | SignerStateName::Replaced => {
                if self.awaits_signatures() {
                    RoomState::ToSign
                } else {
                    RoomState::Enough
                }
            }
        };
        let agreed = match &signer.state {
            SignerState::Signed(Signature { how: How::Room { consent, .. }, .. }) => Some(consent.clone()),
            SignerState::Signed(_)
            | SignerState::ToInvite {}
            | SignerState::Invited {}
            | SignerState::Opened { .. }
            | SignerState::Declined { .. }
            | SignerState::Replaced { .. } => Consent::latest(language),
        };
        let consent = agreed.ok_or(Refusal::RulesUnknown)?;
        Ok(SigningRoomView {
            state,
            at: at.filter(|_| matches!(state, RoomState::Signed | RoomState::Declined)),
            name: signer.name(),
            function: signer.representative.function.clone(),
            email: signer.email.masked(),
            language: signer.representative.language,
            expires_at,
            needed: self.signing.needed,
            signed: self.signing.signed(&fingerprint),
            consent_text: consent.words().unwrap_or_default().to_vec(),
            consent,
            application: self.application(organisation, fingerprint, language),
        })
    }

    /// What is signed, for whoever signs it.
    fn application(&self, organisation: &Organisation, fingerprint: String, language: Language) -> Application {
        let authorisations = self.data.authorisations.as_ref();
        let entered = self.data.organisation.as_ref();
        let full = |first: &Name, infix: Option<&Name>, surname: &Name| {
            let infix = infix.map(|infix| format!("{infix} ")).unwrap_or_default();
            format!("{first} {infix}{surname}")
        };
        Application {
            fingerprint,
            organisation: organisation.name.clone(),
            kvk_number: entered.map_or(&organisation.kvk_number, |entered| &entered.kvk_number).clone(),
            establishment_number: entered.and_then(|entered| entered.establishment_number.clone()),
            means_number: self.means_number.clone(),
            from_level: self.from_level,
            target_level: self.target_level,
            user: self.data.user.as_ref().map(|user| SignedUser {
                name: full(&user.first_names, user.infix.as_ref(), &user.surname),
                birth_date: user.birth_date,
                email: user.email.clone(),
                mobile: user.mobile.clone(),
                employed: user.employed,
            }),
            representatives: self
                .data
                .representatives
                .iter()
                .map(|one| SignedRepresentative {
                    name: full(&one.first_names, one.infix.as_ref(), &one.surname),
                    function: one.function.clone(),
                })
                .collect(),
            services: authorisations
                .map(|all| all.chosen.iter().map(|chosen| self.in_names(chosen, language)).collect())
                .unwrap_or_default(),
            term_years: authorisations.and_then(|all| all.term_years),
            quote: self.quote.clone(),
        }
    }
    fn in_names(&self, chosen: &Chosen, language: Language) -> SignedServices {
        let catalogue = self.catalogue().ok();
        match chosen {
            Chosen::Service { service_id } => {
                let known = catalogue.and_then(|catalogue| catalogue.service(service_id));
                let name = known.map(|(_, service)| {
                    let own = match language {
                        Language::Dutch => None,
                        Language::German => service.name.de.clone(),
                        Language::English => service.name.en.clone(),
                    };
                    own.unwrap_or_else(|| service.name.nl.clone())
                });
                let provider = known.map(|(provider, _)| provider.name.clone());
                SignedServices::Service { service_id: service_id.clone(), name, provider }
            }
            Chosen::Provider { provider_id } => {
                let known = catalogue.and_then(|catalogue| catalogue.provider(provider_id));
                let provider = known.map_or_else(|| provider_id.clone(), |provider| provider.name.clone());
                SignedServices::Provider { provider }
            }
            Chosen::All {} => SignedServices::All {},
        }
    }
}
