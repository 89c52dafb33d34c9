//! `request-contract-code`: six digits to the signer's own address, in a mail of their own: who holds the link must also read the mailbox now.
//! Counted per signer and per network; whatever was mailed before is void.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::attempts::{MAIL_BY_ADDRESS, SIGNING_CODE, network};
use domain::effect::{Effect, SubmissionEffect};
use runtime::{Answer, Anyone, Call, Context, Empty, Endpoint, NoPath, NoQuery};
use store::counter::Counter;
use store::{Change, Error};

use crate::problems::Refused;
use crate::rooms::{self, ContractRoomInput, TRIES};

/// Asks for a code to sign with.
pub struct RequestContractCode;

impl Endpoint for RequestContractCode {
    const ROUTE: Route = Route::post("request-contract-code", "/v1/submission-signing/codes")
        .summary("Ask for a code to sign a contract with, by mail to the signer")
        .accepted()
        .touches(&[Touch::write(Part::Link), Touch::read(Part::Submission), Touch::update(Part::Counter)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::LinkNotUsable, ProblemType::WrongStage, ProblemType::TooManyAttempts]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = ContractRoomInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let by_network = Counter::of(&MAIL_BY_ADDRESS, &network(call.request.address), cx.now());
        let overtaken = |refused: &Refused| matches!(refused, Refused::Store(Error::Conflict(_)));
        Ok(runtime::anew(TRIES, overtaken, || ask(cx, &call.input, &by_network)).await?.into())
    }
}

async fn ask(cx: &Context, input: &ContractRoomInput, by_network: &Counter) -> Result<Empty, Refused> {
    let (door, signer) = rooms::enter(cx, &input.token).await?;
    door.submission.may_sign(&signer.id, cx.now())?;
    let by_signer = Counter::of(&SIGNING_CODE, signer.id.as_str(), cx.now());
    let link = door.link.code_asked(input.language, cx.now());
    let mut change = Change::new();
    change
        .replace(&door.link, &link)
        .update(by_signer.raise())
        .update(by_network.raise())
        .effect(Effect::Submission(SubmissionEffect::MailCode { link: link.hash.clone() }));
    match cx.commit(change).await {
        Err(Error::LimitReached { wait, .. }) => Err(Refused::TooMany(wait)),
        outcome => Ok(outcome.map(|()| Empty {})?),
    }
}
