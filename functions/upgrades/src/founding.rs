//! The first means of an organisation that nobody manages yet: whoever activates it becomes its main user, and everybody who was named as able
//! to bind it is told, with a code to take that back (S46; domain.md 2.1, 8.2).

use domain::appointment::Appointment;
use domain::effect::{Effect, MeansEffect};
use domain::ids::AppointmentId;
use domain::lapse::{Subject, Watched};
use domain::organisation::{Membership, Role};
use domain::upgrade::Upgrade;
use runtime::Context;
use store::{Change, Error};

/// Adds the appointment to the transaction that activates, when the organisation has no main user. `upgrade` is the case as it ended.
pub(crate) async fn appoint_first(cx: &Context, upgrade: &Upgrade, change: &mut Change) -> Result<(), Error> {
    if upgrade.from_level.is_some() {
        return Ok(());
    }
    let members = cx.store().list::<Membership>(store::organisation::members(&upgrade.organisation)).await?.items;
    if members.iter().any(|member| member.role == Role::MainUser) {
        return Ok(());
    }
    let Some(read) = members.iter().find(|member| member.account == upgrade.holder) else { return Ok(()) };
    let role = Role::MainUser;
    let member = Membership { role, role_since: Some(cx.now()), ..read.value.clone() };
    let id = AppointmentId::new(cx.now(), cx.chance());
    let (organisation, account) = (member.organisation.clone(), member.account.clone());
    let named = &upgrade.data.representatives;
    let appointment = Appointment::new(id, organisation.clone(), account.clone(), role, named, cx.now());
    let told = (0..).take(appointment.told.len());
    change.effects(
        told.map(|told| Effect::Means(MeansEffect::AnnounceAppointment { appointment: appointment.id.clone(), told })),
    );
    let watched = Watched::over_role(&member, cx.today());
    change.replace(read, &member).create(&appointment).watch(
        &organisation,
        &Subject::Role { account },
        watched.as_ref(),
    );
    Ok(())
}
