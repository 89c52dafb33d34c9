//! `make-signing-evidence`: who signed, when, what text, which fingerprint, by which second factor, as PDF to be kept.

use api::{FileTouch, Part, Route, Touch};
use domain::document::DownloadLink;
use domain::organisation::Organisation;
use domain::upgrade::Upgrade;
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery, TICKET_LIFE};

use crate::cases::{self, PaperInput, UpgradePath};
use crate::on_paper;
use crate::problems::Refused;

/// Makes a sheet of evidence.
pub struct MakeSigningEvidence;

impl Endpoint for MakeSigningEvidence {
    const ROUTE: Route = Route::post("make-signing-evidence", "/v1/upgrades/{upgradeId}/signing-evidence")
        .summary("The evidence of the signatures, as PDF")
        .touches(&[Touch::read(Part::Organisation)])
        .keys(cases::KEYS)
        .files(&[FileTouch::MakePapers])
        // Typesetting is work for the processor, of which a function gets as much as it has memory.
        .memory(1024)
        .heeds_branch();
    type Caller = Member;
    type Path = UpgradePath;
    type Query = NoQuery;
    type Input = PaperInput;
    type Output = DownloadLink;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<DownloadLink>, Refused> {
        let key = store::upgrade::key(call.caller.organisation(), &call.path.upgrade_id);
        let upgrade = cx.store().get::<Upgrade>(key).await?.ok_or(Refused::NotFound)?;
        if !call.caller.may_see(&upgrade.holder, upgrade.branch.as_ref()) {
            return Err(Refused::NotFound);
        }
        let organisation = cx.store().get::<Organisation>(store::organisation::key(&upgrade.organisation)).await?;
        let organisation = organisation.ok_or(Refused::NotFound)?;
        let language = call.input.language;
        let sheet = on_paper::evidence(&upgrade, &organisation, language, cx).ok_or(Refused::NotFound)?;
        let name = format!("evidence-{}-{}.pdf", sheet.signatures.len(), language.code());
        let key = format!("papers/{}/{}/{name}", upgrade.organisation, upgrade.id);
        cx.files().put(&key, "application/pdf", paper::evidence(&sheet, language)?).await?;
        let url = cx.files().download_link(&key, &name).await?;
        Ok(DownloadLink { url, expires_at: cx.now().saturating_add(TICKET_LIFE).unwrap_or(cx.now()) }.into())
    }
}
