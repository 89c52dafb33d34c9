//! A means as it stands on the wire.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::catalogue::rise::Shortfall;
use crate::email::Email;
use crate::establishment_number::EstablishmentNumber;
use crate::ids::{AccountId, MeansId, OrganisationId};
use crate::kvk_number::KvkNumber;
use crate::level::AssuranceLevel;
use crate::means::{Means, MeansStatus, OpenUpgrade, Purpose, Right};
use crate::organisation::Organisation;
use crate::upgrade::rules::Rules;

/// A means, as its organisation and staff see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MeansView {
    /// Its id.
    pub means_id: MeansId,
    /// The number on paper.
    pub number: String,
    /// The level it works at; absent as long as it was only applied for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<AssuranceLevel>,
    /// Whether it works.
    pub status: MeansStatus,
    /// Who it belongs to.
    pub holder: HolderView,
    /// Which organisation it acts for.
    pub organisation: OrganisationView,
    /// What it may be used for.
    pub rights: Vec<Right>,
    /// The last day of its contract.
    pub valid_until: Date,
    /// Set when it may be used for one purpose only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limited_to: Option<Purpose>,
    /// The upgrade that is under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_upgrade: Option<OpenUpgrade>,
    /// The levels it may be raised to now.
    pub target_levels: Vec<AssuranceLevel>,
    /// The services it opens today and will not open any more, because their level rises.
    pub shortfalls: Vec<Shortfall>,
    /// Raised by every change.
    pub version: u64,
}

/// The person a means belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct HolderView {
    /// His account.
    pub account_id: AccountId,
    /// His name as it is registered.
    pub name: String,
    /// His address as it is registered.
    pub email: Email,
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationView {
    /// Its id.
    pub organisation_id: OrganisationId,
    /// Its name in the register.
    pub name: String,
    /// Its number in the register.
    pub kvk_number: KvkNumber,
    /// The branch it is bound to, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub establishment_number: Option<EstablishmentNumber>,
}

impl From<&Organisation> for OrganisationView {
    fn from(organisation: &Organisation) -> Self {
        Self {
            organisation_id: organisation.id.clone(),
            name: organisation.name.clone(),
            kvk_number: organisation.kvk_number.clone(),
            establishment_number: organisation.establishment_number.clone(),
        }
    }
}

impl Means {
    /// The means as it is seen on a day. The branch shown is the one this means is bound to.
    pub fn view(&self, organisation: &Organisation, version: u64, today: Date) -> MeansView {
        let offered = Rules::on(today).map(|rules| rules.offered.as_slice()).unwrap_or_default();
        MeansView {
            means_id: self.id.clone(),
            number: self.number.clone(),
            level: self.level,
            status: self.status,
            holder: HolderView {
                account_id: self.holder.clone(),
                name: self.registration.full_name(),
                email: self.registration.email.clone(),
            },
            organisation: OrganisationView {
                establishment_number: self.registration.establishment_number.clone(),
                ..OrganisationView::from(organisation)
            },
            rights: self.rights.clone(),
            valid_until: self.valid_until,
            limited_to: self.limited_to,
            open_upgrade: self.open_upgrade.clone(),
            target_levels: self.target_levels(offered, today),
            shortfalls: self.shortfalls(today),
            version,
        }
    }
}
