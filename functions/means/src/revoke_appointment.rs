//! `revoke-appointment`: somebody who may bind the organisation takes an appointment back with the code he was mailed (S46). Tries are counted
//! on the appointment itself, before anything is answered (S16).

use api::{KeySet, Part, ProblemType, Role, Route, Touch};
use domain::appointment::{Appointment, Try};
use domain::audit::{Actor, AuditFact, Trail};
use domain::effect::{Effect, MeansEffect};
use domain::ids::AppointmentId;
use domain::organisation::{MainUser, Membership};
use domain::upgrade::activation_code::ActivationCode;
use runtime::{Answer, Anyone, Call, CodeKind, Context, Empty, Endpoint, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Error};

use crate::problems::Refused;

/// Takes an appointment back.
pub struct RevokeAppointment;

/// How often a try is made anew when another one was written in between.
const TRIES: usize = 8;

/// Which appointment.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AppointmentPath {
    /// Its id, from the mail.
    pub appointment_id: AppointmentId,
}

/// The code from the mail.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RevokeAppointmentInput {
    /// Twelve characters; spaces, hyphens and small letters are forgiven.
    #[schemars(length(max = 100))]
    pub code: String,
}

impl Endpoint for RevokeAppointment {
    const ROUTE: Route = Route::post("revoke-appointment", "/v1/appointments/{appointmentId}/revocation")
        .summary("Take an appointment back with the code from the mail")
        .touches(&[Touch::write(Part::Link), Touch::write(Part::Organisation).and(Touch::delete(Part::Organisation))])
        .keys(&[KeySet::Data, KeySet::Pepper])
        .problems(&[ProblemType::NotFound, ProblemType::WrongCode, ProblemType::CodeVoid]);
    type Caller = Anyone;
    type Path = AppointmentPath;
    type Query = NoQuery;
    type Input = RevokeAppointmentInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let code: ActivationCode = call.input.code.parse().map_err(|_| Refused::NotACode)?;
        let overtaken = |refused: &Refused| matches!(refused, Refused::Store(Error::Conflict(_)));
        Ok(runtime::anew(TRIES, overtaken, || attempt(cx, &call.path.appointment_id, &code)).await?.into())
    }
}

async fn attempt(cx: &Context, id: &AppointmentId, code: &ActivationCode) -> Result<Empty, Refused> {
    let read = cx.store().get::<Appointment>(store::appointment::key(id)).await?.ok_or(Refused::NotFound)?;
    let matches = cx.which_keyed_hash(CodeKind::AppointmentCode, &code.canonical(), &read.codes()).await?.is_some();
    let mut change = Change::new();
    match read.tried(matches, cx.now()) {
        Try::Void => Err(Refused::CodeVoid),
        Try::Wrong(next) => {
            change.replace(&read, &next);
            cx.commit(change).await?;
            Err(Refused::WrongCode { tries_left: next.tries_left })
        }
        Try::Revoked(next) => {
            change.replace(&read, &next);
            take_back(cx, &next, &mut change).await?;
            cx.commit(change).await?;
            Ok(Empty {})
        }
    }
}

/// Makes the appointed person a user again, whatever he did meanwhile. He founded the organisation here, so whoever is its main user now has
/// that from him: he becomes a user, too. Here the organisation may be left without a main user, because those who may bind it want that.
async fn take_back(cx: &Context, appointment: &Appointment, change: &mut Change) -> Result<(), Refused> {
    let (organisation, account) = (appointment.organisation.clone(), appointment.account.clone());
    let main_user = cx.store().get::<MainUser>(store::organisation::main_user_key(&organisation)).await?;
    let mut demoted = vec![account.clone()];
    if let Some(main_user) = &main_user {
        change.delete(main_user);
        demoted.extend(Some(main_user.account.clone()).filter(|heir| *heir != account));
    }
    for one in demoted {
        let key = store::organisation::member_key(&organisation, &one);
        if let Some(member) = cx.store().get::<Membership>(key).await? {
            let user = Membership { role: Role::User, role_since: Some(cx.now()), ..member.value.clone() };
            change.replace(&member, &user);
        }
        change.effect(Effect::Means(MeansEffect::TellRoleChanged { organisation: organisation.clone(), account: one }));
    }
    change.audit(AuditFact {
        trail: Trail::Organisation { organisation },
        actor: Actor::Visitor,
        action: "revoke-appointment".to_owned(),
        object: account.to_string(),
        result: "revoked".to_owned(),
    });
    Ok(())
}
