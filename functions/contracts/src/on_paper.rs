//! From a case to what stands on its contract.

use domain::catalogue::{Catalogue, Text};
use domain::days;
use domain::language::Language;
use domain::name::Name;
use domain::organisation::Organisation;
use domain::upgrade::authorisations::Chosen;
use domain::upgrade::contract::Contract;
use domain::upgrade::signing::{Consent, Factor, SignatureEvidence, Signer, SignerState};
use domain::upgrade::{Fault, Refusal, Upgrade};
use paper::{ContractSheet, EvidenceSheet, How, Price, PriceLine, Service, Services, Signature, Tie, User};
use runtime::Context;

use crate::problems::Refused;

/// What stands on the contract of an upgrade.
pub(crate) fn contract(
    upgrade: &Upgrade,
    organisation: &Organisation,
    contract: &Contract,
    cx: &Context,
) -> Result<ContractSheet, Refused> {
    let rules = upgrade.rules()?;
    let missing = |pointer: &str| Refusal::Incomplete(vec![Fault::at(pointer, "missing")]);
    let user = upgrade.data.user.as_ref().ok_or_else(|| missing("/user"))?;
    let entered = upgrade.data.organisation.as_ref().ok_or_else(|| missing("/organisation"))?;
    Ok(ContractSheet {
        tie: Tie {
            case: upgrade.id.to_string(),
            code: Some(contract.code.to_string()),
            link: format!("{}/desk/paper/{}", cx.config().origin, contract.code),
            fingerprint: contract.fingerprint.clone(),
            made_on: days::amsterdam(contract.made_at),
        },
        means: upgrade.means_number.clone(),
        from_level: upgrade.from_level,
        target_level: upgrade.target_level,
        user: User {
            name: full_name(&user.first_names, user.infix.as_ref(), &user.surname),
            birth_date: user.birth_date,
            birth_place: user.birth_place.as_ref().map(Name::to_string),
            email: user.email.as_str().to_owned(),
            mobile: user.mobile.to_string(),
            employed: user.employed,
        },
        organisation: paper::Organisation {
            name: organisation.name.clone(),
            kvk_number: entered.kvk_number.to_string(),
            establishment_number: entered.establishment_number.as_ref().map(|code| code.as_str().to_owned()),
        },
        services: services(upgrade, contract.language),
        term_years: upgrade.data.authorisations.as_ref().and_then(|authorisations| authorisations.term_years),
        price: upgrade.quote.as_ref().map(|quote| Price {
            lines: quote
                .lines
                .iter()
                .map(|line| PriceLine {
                    item: line.item.clone(),
                    count: line.count,
                    code: quote
                        .discount_code
                        .as_ref()
                        .filter(|_| line.item == "discount")
                        .map(|code| code.as_str().to_owned()),
                    net_cents: line.net_cents,
                })
                .collect(),
            net_cents: quote.net_cents,
            vat_percent: quote.vat_percent,
            vat_cents: quote.vat_cents,
            gross_cents: quote.gross_cents,
        }),
        terms: rules.paper.terms.clone(),
        signers: upgrade.signing.signers.iter().filter(|signer| !is_replaced(signer)).map(signer).collect(),
        needed: upgrade.signing.needed,
        post_to: rules.paper.post_to.clone(),
    })
}

/// What stands on the sheet of evidence of the signatures under an upgrade; `None` when nobody was asked to sign.
pub(crate) fn evidence(
    upgrade: &Upgrade,
    organisation: &Organisation,
    language: Language,
    cx: &Context,
) -> Option<EvidenceSheet> {
    let shown = upgrade.signing_evidence(organisation)?;
    // Each text that was agreed to, in the very words and the language it was read in; before anybody signed, the one that is asked.
    let mut texts: Vec<&[String]> = Vec::new();
    for text in shown.signatures.iter().map(|one| one.text.as_slice()).filter(|text| !text.is_empty()) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    let asked = Consent::latest(language);
    if texts.is_empty() {
        texts.extend(asked.as_ref().and_then(Consent::words));
    }
    let text = texts.concat();
    let version = shown.signatures.iter().find_map(|one| one.text_version.clone());
    let text_version = version.or(asked.map(|asked| asked.version)).unwrap_or_default();
    Some(EvidenceSheet {
        tie: Tie {
            case: upgrade.id.to_string(),
            code: None,
            link: format!("{}/desk/organisations/{}/upgrades/{}", cx.config().origin, organisation.id, upgrade.id),
            fingerprint: shown.fingerprint,
            made_on: cx.today(),
        },
        means: shown.means_number,
        from_level: shown.from_level,
        target_level: shown.target_level,
        organisation: shown.organisation,
        kvk_number: shown.kvk_number.to_string(),
        needed: shown.needed,
        candidates: upgrade.signing.signers.iter().filter(|signer| !is_replaced(signer)).count(),
        text,
        text_version,
        signatures: shown.signatures.into_iter().map(signature).collect(),
    })
}

fn signature(given: SignatureEvidence) -> Signature {
    let how = match (given.signed_on, given.factor) {
        (Some(day), _) => How::Pen(day),
        (None, Some(Factor::App)) => How::Totp(given.at),
        (None, Some(Factor::MailedCode) | None) => How::MailCode(given.at),
    };
    Signature { name: given.name, function: given.function.to_string(), how, fingerprint: given.fingerprint }
}

/// A name as one writes it under a signature.
pub(crate) fn full_name(first_names: &Name, infix: Option<&Name>, surname: &Name) -> String {
    let infix = infix.map(|infix| format!("{infix} ")).unwrap_or_default();
    format!("{first_names} {infix}{surname}")
}

const fn is_replaced(signer: &Signer) -> bool {
    matches!(signer.state, SignerState::Replaced { .. })
}

fn signer(signer: &Signer) -> paper::Signer {
    paper::Signer { name: signer.name(), function: signer.representative.function.to_string() }
}

fn services(upgrade: &Upgrade, language: Language) -> Services {
    let Some(authorisations) = &upgrade.data.authorisations else { return Services::Unchanged };
    let catalogue = Catalogue::named(&upgrade.editions.catalogue);
    let mut these = Vec::new();
    for chosen in &authorisations.chosen {
        these.push(match chosen {
            Chosen::All {} => return Services::All,
            Chosen::Provider { provider_id } => {
                let provider = catalogue.and_then(|catalogue| catalogue.provider(provider_id));
                let provider = provider.map_or(provider_id, |provider| &provider.name).clone();
                Service { provider, name: None, level: None }
            }
            Chosen::Service { service_id } => match catalogue.and_then(|catalogue| catalogue.service(service_id)) {
                Some((provider, service)) => Service {
                    provider: provider.name.clone(),
                    name: Some(said(&service.name, language).to_owned()),
                    level: service.required_on(days::amsterdam(upgrade.started_at)),
                },
                // What the catalogue of the case does not name cannot have been chosen; if it was, its id says which it is.
                None => Service { provider: String::new(), name: Some(service_id.clone()), level: None },
            },
        });
    }
    Services::These(these)
}

fn said(text: &Text, language: Language) -> &str {
    let translated = match language {
        Language::Dutch => None,
        Language::German => text.de.as_deref(),
        Language::English => text.en.as_deref(),
    };
    translated.unwrap_or(&text.nl)
}
