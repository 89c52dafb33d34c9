//! `activate-means`: the holder uses the code from the mail. The level is raised and the rights carry over in one transaction; a wrong code
//! costs a try in a transaction of its own, before anything is answered, so no try is ever free (S16, S22). What it costs is booked in the
//! transaction that raises it: never without activation (domain.md 5).

use std::slice;

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::lapse::{Subject, Watched};
use domain::means_view::MeansView;
use domain::price::booked::Booking;
use domain::price::charge::Charge;
use domain::spend::Line;
use domain::upgrade::activation_code::ActivationCode;
use domain::upgrade::{Attempt, Upgrade};
use runtime::{Answer, Call, CodeKind, Context, Endpoint, Member, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Error;
use store::spend::{BOOKING, book};
use store::upgrade::Case;

use crate::founding::appoint_first;
use crate::means::{self, MeansPath};
use crate::problems::Refused;

/// How often a try is made anew when another one was written in between: as often as there are tries, and once more to find it void.
const TRIES: usize = 8;

/// Activates a means at its new level.
pub struct ActivateMeans;

/// The code from the mail.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ActivateMeansInput {
    /// Twelve characters; spaces, hyphens and small letters are forgiven.
    pub code: String,
}

impl Endpoint for ActivateMeans {
    const ROUTE: Route = Route::post("activate-means", "/v1/means/{meansId}/activation")
        .summary("Use the activation code from the mail: the means works at its new level from then on")
        .touches(&[
            Touch::write(Part::Organisation)
                .and(Touch::list(Part::Organisation))
                .and(Touch::delete(Part::Organisation)),
            Touch::put(Part::Link),
            Touch::put(Part::Timeline),
            BOOKING,
        ])
        .keys(&[KeySet::Pepper, KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::WrongCode, ProblemType::CodeVoid])
        .heeds_branch();
    type Caller = Member;
    type Path = MeansPath;
    type Query = NoQuery;
    type Input = ActivateMeansInput;
    type Output = MeansView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<MeansView>, Refused> {
        let code: ActivationCode = call.input.code.parse().map_err(|_| Refused::NotACode)?;
        let (mut tries, mut late) = (TRIES, false);
        loop {
            tries -= 1;
            match attempt(cx, &call, &code, late).await {
                // The month was closed while this request was on its way: it is on the next invoice, and marked.
                Err(Refused::Store(Error::Conflict(Part::Spend))) if tries > 0 => late = true,
                Err(Refused::Store(Error::Conflict(_))) if tries > 0 => {}
                outcome => return outcome.map(Answer::from),
            }
        }
    }
}

async fn attempt(
    cx: &Context,
    call: &Call<ActivateMeans>,
    code: &ActivationCode,
    late: bool,
) -> Result<MeansView, Refused> {
    let (means, organisation) = means::load(cx, &call.caller, &call.path.means_id).await?;
    let open = means.open_upgrade.as_ref().ok_or(Refused::NothingToActivate)?;
    let key = store::upgrade::key(call.caller.organisation(), &open.upgrade_id);
    let upgrade = cx.store().get::<Upgrade>(key).await?.ok_or(Refused::NothingToActivate)?;
    let hashes = upgrade.mailed_code().map(slice::from_ref).unwrap_or_default();
    let matches = cx.which_keyed_hash(CodeKind::ActivationCode, &code.canonical(), hashes).await?.is_some();

    let attempt = upgrade.value.clone().activate(means.value.clone(), matches, call.caller.account_id(), cx.now())?;
    let case = Case { upgrade, means, timeline: Vec::new() };
    match attempt {
        Attempt::Activated(decided) => {
            let raised = decided.means.as_ref().unwrap_or(&case.means.value);
            let subject = Subject::Means { means: raised.id.clone() };
            let mut change = case.change(&decided);
            change.watch(&raised.organisation, &subject, Watched::over_means(raised, cx.today()).as_ref());
            appoint_first(cx, &decided.upgrade, &mut change).await?;
            let charge = Charge::of_change(&case.upgrade, &decided.upgrade);
            let booking = Booking::by(&call.caller.membership, &call.caller.account, cx.now(), cx.chance());
            let line = charge.and_then(|charge| charge.line(booking));
            let line = if late { line.map(Line::put_off) } else { line };
            book(&mut change, line.as_slice());
            cx.commit(change).await?;
            Ok(raised.view(&organisation, case.means.version + 1, cx.today()))
        }
        Attempt::Wrong { tries_left, decided } => {
            cx.commit(case.change(&decided)).await?;
            Err(Refused::WrongCode { tries_left })
        }
    }
}
