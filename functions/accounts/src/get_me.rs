//! `get-me`: the caller's own account.

use api::{Part, Role, Route, Touch};
use domain::access_code::{AccessCode, CodeLabel};
use domain::account::{Factors, MustChange, PersonName};
use domain::email::Email;
use domain::establishment_number::EstablishmentNumber;
use domain::ids::{AccessCodeId, AccountId, OrganisationId};
use domain::kvk_number::KvkNumber;
use domain::language::Language;
use domain::level::AssuranceLevel;
use domain::organisation::Organisation;
use runtime::{Answer, AnySession, Call, Context, Endpoint, Loaded, NoInput, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Serialize;
use store::Error;

use crate::problems::Refused;

/// Tells who the caller is.
pub struct GetMe;

/// The caller's own account.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Me {
    /// Its id.
    pub account_id: AccountId,
    /// The address it is known by.
    pub email: Email,
    /// The language of mails.
    pub language: Language,
    /// How the person wants to be called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
    /// Whether this session is for the desk.
    pub staff: bool,
    /// The organisation the session acts for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<MyOrganisation>,
    /// Set when a new password must be chosen before anything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub must_choose_password: Option<MustChange>,
    /// How the session was opened, when that was with eHerkenning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eherkenning: Option<MyEherkenning>,
    /// The second factor.
    pub second_factor: MySecondFactor,
    /// To be sent along with a change.
    pub version: u64,
}

/// The organisation acted for, and how far.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyOrganisation {
    /// Its id.
    pub organisation_id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its number in the register.
    pub kvk_number: KvkNumber,
    /// What the caller may do in it.
    pub role: Role,
    /// The caller's access code in it, when he has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<MyCode>,
    /// The managing role the caller had in it until its term ended; the main user renews it, his own as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lapsed_role: Option<Role>,
}

/// The caller's access code (toegangscode).
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyCode {
    /// Its id.
    pub access_code_id: AccessCodeId,
    /// What the organisation calls it.
    pub label: CodeLabel,
    /// What may be shown of its characters; absent until they are mailed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// What this session's eHerkenning is good for.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyEherkenning {
    /// The level of the means (S39).
    pub level: AssuranceLevel,
    /// The one branch it reaches; without it everything of the organisation (S40).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch: Option<EstablishmentNumber>,
}

/// How the second factor stands.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MySecondFactor {
    /// Whether a log-in asks for a code.
    pub totp: bool,
    /// How many recovery codes were not used yet.
    pub recovery_codes_left: usize,
}

impl Endpoint for GetMe {
    const ROUTE: Route =
        Route::get("get-me", "/v1/me").summary("The caller's own account").touches(&[Touch::read(Part::Account)]).keys(
            // The second factor is sealed; only how many recovery codes are left is told.
            &[api::KeySet::Data],
        );
    type Caller = AnySession;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Me;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Me>, Refused> {
        let version = call.caller.account.version;
        Ok(me(cx, &call.caller, &call.caller.account, version).await?.into())
    }
}

/// The account as its owner sees it, with what stands beside it, in one round trip.
pub(crate) async fn me(
    cx: &Context,
    caller: &Loaded,
    account: &domain::account::Account,
    version: u64,
) -> Result<Me, Error> {
    let factors_key = store::account::factors_key(&account.id);
    let organisation_key = caller.membership.as_ref().map(|member| store::organisation::key(&member.organisation));
    let mut keys = vec![factors_key.clone()];
    keys.extend(organisation_key.clone());
    let code_key = caller
        .membership
        .as_ref()
        .and_then(|member| member.code.as_ref().map(|code| store::access_code::key(&member.organisation, &code.id)));
    keys.extend(code_key.clone());
    let mut found = cx.store().batch(keys).await?;
    let factors = match found.remove(&factors_key) {
        Some(item) => Some(item.read::<Factors>(cx.keys()).await?),
        None => None,
    };
    let organisation = match organisation_key.and_then(|key| found.remove(&key)) {
        Some(item) => Some(item.read::<Organisation>(cx.keys()).await?),
        None => None,
    };
    let code = match code_key.and_then(|key| found.remove(&key)) {
        Some(item) => Some(item.read::<AccessCode>(cx.keys()).await?),
        None => None,
    };
    Ok(Me {
        account_id: account.id.clone(),
        email: account.email.clone(),
        language: account.language,
        name: account.name.clone(),
        staff: caller.session.staff.is_some(),
        organisation: organisation.zip(caller.membership.as_ref()).map(|(organisation, member)| MyOrganisation {
            organisation_id: organisation.id.clone(),
            name: organisation.name.clone(),
            kvk_number: organisation.kvk_number.clone(),
            role: member.role,
            code: code.map(|code| MyCode {
                access_code_id: code.value.id,
                label: code.value.label,
                hint: code.value.hint,
            }),
            lapsed_role: caller.lapsed,
        }),
        must_choose_password: caller.session.limited,
        eherkenning: caller
            .session
            .acr
            .level()
            .map(|level| MyEherkenning { level, branch: caller.session.branch.clone() }),
        second_factor: MySecondFactor {
            totp: account.second_factor,
            recovery_codes_left: factors.map_or(0, |factors| factors.recovery.len()),
        },
        version,
    })
}
