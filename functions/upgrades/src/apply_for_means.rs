//! `apply-for-means`: asks for a first means, the same journey as an upgrade, starting from no level. Whoever applies for a company that is
//! known here gets the organisation there is, as a user who sees his own case and nothing else, until it is shown what he may.

mod applicant;

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::attempts::APPLICATIONS;
use domain::email::Email;
use domain::establishment_number::EstablishmentNumber;
use domain::kvk_number::KvkNumber;
use domain::level::AssuranceLevel;
use domain::means::{Means, MeansStatus, Registration};
use domain::name::Name;
use domain::organisation::{Membership, Organisation, Registered, Role};
use domain::phone::Mobile;
use domain::upgrade::view::{UpgradeView, Viewer};
use domain::upgrade::{Application, Decided, apply, start};
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;
use store::counter::Counter;
use store::{Change, Error, Versioned};

use crate::problems::Refused;
use applicant::Applicant;

/// How often it is tried anew when somebody else opened the same organisation in between.
const TRIES: usize = 4;

/// Applies for a means.
pub struct ApplyForMeans;

/// For which company, at which level, and for whom.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ApplyForMeansInput {
    /// The company's number in the register.
    pub kvk_number: KvkNumber,
    /// The branch the means is to be bound to, if any: many services refuse such a means.
    #[serde(default)]
    pub establishment_number: Option<EstablishmentNumber>,
    /// The level.
    pub target_level: AssuranceLevel,
    /// About the person it is to belong to.
    pub user: ApplicantData,
    /// That person's address, when a manager applies for somebody else of his organisation. Absent: for oneself.
    #[serde(default)]
    pub holder_email: Option<Email>,
}

/// What must be known of somebody to open a case for him.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ApplicantData {
    /// Initials.
    pub initials: Name,
    /// All first names, as on the identity document.
    pub first_names: Name,
    /// What stands between first name and surname.
    #[serde(default)]
    pub infix: Option<Name>,
    /// Surname without infix.
    pub surname: Name,
    /// Date of birth.
    pub birth_date: Date,
    /// The person's own mobile.
    pub mobile: Mobile,
}

impl Endpoint for ApplyForMeans {
    const ROUTE: Route = Route::post("apply-for-means", "/v1/applications")
        .summary("Apply for a first means; refresh the session afterwards, it then acts for the company")
        .created()
        .idempotent()
        .touches(&[
            Touch::write(Part::Organisation).and(Touch::list(Part::Organisation)),
            Touch::put(Part::Timeline),
            Touch::write(Part::Account),
            Touch::write(Part::Login),
            Touch::write(Part::Session),
            Touch::update(Part::Counter),
        ])
        .keys(&[KeySet::Data, KeySet::Index])
        .problems(&[ProblemType::AlreadyOpen, ProblemType::WrongStage, ProblemType::TooManyAttempts]);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = ApplyForMeansInput;
    type Output = UpgradeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UpgradeView>, Refused> {
        let overtaken = |refused: &Refused| matches!(refused, Refused::Store(Error::Exists(_) | Error::Conflict(_)));
        Ok(runtime::anew(TRIES, overtaken, || attempt(cx, &call)).await?.into())
    }
}

async fn attempt(cx: &Context, call: &Call<ApplyForMeans>) -> Result<UpgradeView, Refused> {
    let mut change = Change::new();
    let (organisation, known) = find_or_open(cx, &call.input, &mut change).await?;
    let applicant = Applicant::of(cx, call, &organisation, known).await?;
    let by = call.caller.account_id();
    let (means, decided) = match applied_before(cx, &organisation, &applicant).await? {
        Some(left) => {
            // Asked once more, perhaps because the first answer was lost: there is one, and this is where it is.
            if let Some(open) = &left.open_upgrade {
                return Err(Refused::AskedBefore(open.upgrade_id.clone()));
            }
            let decided = start(&left, call.input.target_level, by, cx.now(), cx.chance())?;
            change.replace(&left, decided.means.as_ref().unwrap_or(&left));
            (left.value, decided)
        }
        None => {
            let application = Application {
                organisation: organisation.id.clone(),
                holder: applicant.account.clone(),
                registration: registration(&call.input, &applicant.email),
                target: call.input.target_level,
            };
            let (means, decided) = apply(application, by, cx.now(), cx.chance())?;
            change.create(&means);
            (means, decided)
        }
    };
    let view = decided.upgrade.view(&means.registration, decided.entries.clone(), Viewer::Customer)?;
    keep(cx, call, change, applicant, &decided, &view).await?;
    Ok(view)
}

async fn keep(
    cx: &Context,
    call: &Call<ApplyForMeans>,
    mut change: Change,
    applicant: Applicant,
    decided: &Decided,
    view: &UpgradeView,
) -> Result<(), Refused> {
    change.create(&decided.upgrade).follows(decided);
    applicant.joins(cx, call, &decided.upgrade.organisation, &mut change).await?;
    let counter = Counter::of(&APPLICATIONS, call.caller.account_id().as_str(), cx.now());
    change.update(counter.raise());
    match cx.keep(change, view).await {
        Err(Error::LimitReached { wait, .. }) => Err(Refused::TooMany(wait)),
        outcome => Ok(outcome?),
    }
}

/// The organisation of this number: the one that is known, or a new one that is opened in the same transaction as the case. Should two be
/// opened at once, the second finds the first.
async fn find_or_open(
    cx: &Context,
    input: &ApplyForMeansInput,
    change: &mut Change,
) -> Result<(Organisation, bool), Refused> {
    let key = store::organisation::registered_key(&input.kvk_number);
    if let Some(registered) = cx.store().get::<Registered>(key).await? {
        let found = cx.store().get::<Organisation>(store::organisation::key(&registered.organisation)).await?;
        let gone = || Error::Corrupt("a registered organisation is gone".to_owned());
        return Ok((found.ok_or_else(gone)?.value, true));
    }
    // Its name is the register's. When that gives no answer the number stands for it: nobody waits for a name.
    let name = match cx.register().company(&input.kvk_number, cx.now()).await {
        Ok(Some(company)) => company.name,
        Ok(None) => return Err(Refused::UnknownCompany),
        Err(_) => format!("KvK {}", input.kvk_number),
    };
    let organisation = Organisation {
        id: domain::ids::OrganisationId::new(cx.now(), cx.chance()),
        name,
        kvk_number: input.kvk_number.clone(),
        establishment_number: None,
        since: cx.now(),
    };
    change.create(&organisation.registered()).create(&organisation);
    Ok((organisation, false))
}

/// A means this person applied for earlier in this organisation and that was not issued.
async fn applied_before(
    cx: &Context,
    organisation: &Organisation,
    applicant: &Applicant,
) -> Result<Option<Versioned<Means>>, Refused> {
    let held = cx.store().list::<Means>(store::means::of_holder(&organisation.id, &applicant.account)).await?;
    let today = cx.today();
    let mut asked = held.items.into_iter().filter(|means| means.status == MeansStatus::Requested);
    let found = asked.find(|means| means.open_upgrade.is_some() || means.may_be_raised_on(today));
    match found {
        // The index may lag behind; what is decided on is read anew.
        Some(means) => Ok(cx.store().get::<Means>(store::means::key(&organisation.id, &means.id)).await?),
        None => Ok(None),
    }
}

fn registration(input: &ApplyForMeansInput, email: &Email) -> Registration {
    let user = &input.user;
    Registration {
        initials: user.initials.clone(),
        first_names: user.first_names.clone(),
        infix: user.infix.clone(),
        surname: user.surname.clone(),
        birth_date: user.birth_date,
        email: email.clone(),
        mobile: Some(user.mobile.clone()),
        kvk_number: input.kvk_number.clone(),
        establishment_number: input.establishment_number.clone(),
        identity_document_until: None,
    }
}

/// A member who may do nothing but carry on his own case.
fn user_of(organisation: &Organisation, applicant: &Applicant, cx: &Context) -> Membership {
    Membership::new(organisation.id.clone(), applicant.account.clone(), Role::User, cx.now())
}
