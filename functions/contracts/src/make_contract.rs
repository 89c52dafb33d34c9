//! `make-contract`: the contract of what was handed in, as PDF. Asked again, the one that was made is answered as long as it stands for
//! the data; after any change of them another one is made, and the one before is void.

use api::{FileTouch, Part, ProblemType, Route, Touch};
use domain::ids::ContractId;
use domain::language::Language;
use domain::organisation::Organisation;
use domain::upgrade::Upgrade;
use domain::upgrade::contract::{Contract, PaperCode};
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery};
use store::Error;

use crate::cases::{self, ContractView, PaperInput, UpgradePath};
use crate::on_paper;
use crate::problems::Refused;

/// How often it is made anew when something was written in between.
const TRIES: usize = 4;

/// Makes a contract.
pub struct MakeContract;

impl Endpoint for MakeContract {
    const ROUTE: Route = Route::post("make-contract", "/v1/upgrades/{upgradeId}/contract")
        .summary("Make the contract to be signed in pen, or have the one that was made")
        .touches(&[Touch::write(Part::Organisation), cases::TIMELINE, Touch::put(Part::Paper)])
        .keys(cases::KEYS)
        .files(&[FileTouch::MakePapers])
        // Typesetting is work for the processor, of which a function gets as much as it has memory.
        .memory(1024)
        .editions()
        .problems(&[ProblemType::WrongStage])
        .heeds_branch();
    type Caller = Member;
    type Path = UpgradePath;
    type Query = NoQuery;
    type Input = PaperInput;
    type Output = ContractView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<ContractView>, Refused> {
        let mut tries = TRIES;
        loop {
            tries -= 1;
            let case = cases::load(cx, &call.caller, &call.path.upgrade_id).await?;
            let upgrade = case.upgrade.value.clone();
            upgrade.may_make_contract()?;
            if let Some(contract) = upgrade.contract_in(call.input.language) {
                return Ok(cases::show(cx, &upgrade, contract).await?.into());
            }
            let contract = draw(cx, &upgrade, call.input.language);
            lay_down(cx, &upgrade, &contract).await?;
            let (paper, decided) = upgrade.make_contract(contract.clone(), call.caller.account_id(), cx.now())?;
            let mut change = case.change(&decided);
            change.create(&paper);
            match cx.commit(change).await {
                Ok(()) => return Ok(cases::show(cx, &decided.upgrade, &contract).await?.into()),
                Err(Error::Conflict(_)) if tries > 0 => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

fn draw(cx: &Context, upgrade: &Upgrade, language: Language) -> Contract {
    Contract {
        id: ContractId::new(cx.now(), cx.chance()),
        code: PaperCode::draw(cx.chance()),
        fingerprint: upgrade.fingerprint(),
        language,
        made_at: cx.now(),
    }
}

/// Sets the paper and puts it in the bucket before anybody can be told of it.
async fn lay_down(cx: &Context, upgrade: &Upgrade, contract: &Contract) -> Result<(), Refused> {
    let organisation = cx.store().get::<Organisation>(store::organisation::key(&upgrade.organisation)).await?;
    let organisation = organisation.ok_or(Refused::NotFound)?;
    let sheet = on_paper::contract(upgrade, &organisation, contract, cx)?;
    let pdf = paper::contract(&sheet, contract.language)?;
    cx.files().put(&contract.file_key(&upgrade.organisation, &upgrade.id), "application/pdf", pdf).await?;
    Ok(())
}
