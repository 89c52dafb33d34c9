//! `replace-signer`: the customer corrects the address of a signer. The old link is dead at once, and the old address is told. Links are
//! Balie's to send: nobody but the signer ever sees one.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::email::Email;
use domain::upgrade::view::UpgradeView;
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases::{self, SignerPath};
use crate::problems::Refused;

/// Corrects the address of a signer.
pub struct ReplaceSigner;

/// The right address.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReplaceSignerInput {
    /// The `version` of the upgrade as it was last read.
    pub version: u64,
    /// The signer's own address.
    pub email: Email,
}

impl Endpoint for ReplaceSigner {
    const ROUTE: Route = Route::post("replace-signer", "/v1/upgrades/{upgradeId}/signers/{signerId}/replacement")
        .summary("Correct the address of a signer: the old link is dead at once, and the old address is told")
        .touches(&[Touch::write(Part::Organisation), Touch::list(Part::Timeline).and(Touch::put(Part::Timeline))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage])
        .heeds_branch();
    type Caller = Member;
    type Path = SignerPath;
    type Query = NoQuery;
    type Input = ReplaceSignerInput;
    type Output = UpgradeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UpgradeView>, Refused> {
        let (path, account) = (&call.path, &call.caller.account);
        let view = cases::change(cx, &call.caller, &path.upgrade_id, |case| {
            let (upgrade, email) = (case.upgrade.value.clone(), call.input.email.clone());
            let by = (&account.id, &account.email);
            upgrade.replace_signer(&path.signer_id, email, call.input.version, by, cx.now())
        });
        Ok(view.await?.into())
    }
}
