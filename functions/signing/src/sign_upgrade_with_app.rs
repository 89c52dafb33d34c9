//! `sign-upgrade-with-app`: the signer agrees while he is logged in to an account of his own with the address his link went to, with a code
//! of his authenticator app instead of a mailed one (S32).

use std::sync::OnceLock;

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::attempts::SECOND_FACTOR;
use domain::account::{Account, Factors};
use domain::upgrade::signing::{Factor, RoomSignature, SigningRoomView};
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Person};
use store::Error;
use store::counter::Counter;

use crate::problems::Refused;
use crate::rooms::{self, TRIES};
use crate::sign_upgrade::SignUpgradeInput;

/// Signs an upgrade with the authenticator app.
pub struct SignUpgradeWithApp;

impl Endpoint for SignUpgradeWithApp {
    const ROUTE: Route = Route::post("sign-upgrade-with-app", "/v1/signing-rooms/app-signatures")
        .summary("Agree to what the signing room shows, with the authenticator app of the account one is logged in to")
        .touches(&[
            Touch::write(Part::Link),
            Touch::write(Part::Organisation),
            Touch::put(Part::Timeline),
            Touch::write(Part::Account),
            Touch::read(Part::Counter).and(Touch::update(Part::Counter)),
        ])
        .keys(&[KeySet::Data])
        .problems(&[
            ProblemType::LinkNotUsable,
            ProblemType::WrongStage,
            ProblemType::WrongCode,
            ProblemType::TooManyAttempts,
        ]);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = SignUpgradeInput;
    type Output = SigningRoomView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<SigningRoomView>, Refused> {
        let counted = OnceLock::new();
        let overtaken =
            |refused: &Refused| matches!(refused, Refused::Store(Error::Conflict(part)) if *part != Part::Account);
        let signed = runtime::anew(TRIES, overtaken, || attempt(cx, &call.caller.account, &call.input, &counted)).await;
        match signed {
            // The same code was used at the same moment: it is good once (S32).
            Err(Refused::Store(Error::Conflict(Part::Account))) => Err(Refused::WrongCode { tries_left: None }),
            outcome => Ok(outcome?.into()),
        }
    }
}

/// The try is counted once, however often it is made anew.
async fn attempt(
    cx: &Context,
    account: &Account,
    input: &SignUpgradeInput,
    counted: &OnceLock<()>,
) -> Result<SigningRoomView, Refused> {
    let (room, signer) = rooms::enter(cx, &input.token).await?;
    if account.email.normalised() != signer.email.normalised() || !account.second_factor {
        return Err(Refused::NotTheSigner);
    }
    let given = RoomSignature {
        fingerprint: input.agreement.fingerprint.clone(),
        consent: input.agreement.consent.clone(),
        factor: Factor::App,
    };
    let decided = room.upgrade.value.clone().sign(&signer.id, given, cx.now())?;
    let factors = cx.store().get::<Factors>(store::account::factors_key(&account.id)).await?;
    let factors = factors.ok_or(Refused::NotTheSigner)?;

    let counter = Counter::of(&SECOND_FACTOR, account.id.as_str(), cx.now());
    if counted.get().is_none() {
        cx.admit(std::slice::from_ref(&counter)).await?;
        counted.get_or_init(|| ());
    }
    let shown = factors.show_code(&input.code, cx.now())?;

    let mut change = room.change(&decided, &room.link.answered());
    change.replace(&factors, &shown).update(counter.give_back());
    cx.commit(change).await?;
    rooms::show(cx, &room, &decided.upgrade, input.agreement.consent.language).await
}
