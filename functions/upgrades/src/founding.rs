//! The first means of an organisation that nobody manages yet: whoever activates it becomes its main user, and everybody who was named as able
//! to bind it is told, with a code to take that back (S46; domain.md 2.1, 8.2).

use domain::appointment::Appointment;
use domain::effect::{Effect, MeansEffect};
use domain::ids::AppointmentId;
use domain::lapse::{Subject, Watched};
use domain::organisation::Membership;
use domain::upgrade::Upgrade;
use runtime::Context;
use store::{Change, Error};

/// Adds the appointment to the transaction that activates, when the organisation has no main user. `upgrade` is the case as it ended.
pub(crate) async fn appoint_first(cx: &Context, upgrade: &Upgrade, change: &mut Change) -> Result<(), Error> {
    if upgrade.from_level.is_some() {
        return Ok(());
    }
    let main_user_key = store::organisation::main_user_key(&upgrade.organisation);
    let member_key = store::organisation::member_key(&upgrade.organisation, &upgrade.holder);
    let mut found = cx.store().batch(vec![main_user_key.clone(), member_key.clone()]).await?;
    let Some(read) = found.remove(&member_key).filter(|_| !found.contains_key(&main_user_key)) else { return Ok(()) };
    let read = read.read::<Membership>(cx.keys()).await?;
    let (member, main_user) = read.founding(cx.now());
    let id = AppointmentId::new(cx.now(), cx.chance());
    let (organisation, account) = (member.organisation.clone(), member.account.clone());
    let named = &upgrade.data.representatives;
    let appointment = Appointment::new(id, organisation.clone(), account.clone(), member.role, named, cx.now());
    let told = (0..).take(appointment.told.len());
    change.effects(
        told.map(|told| Effect::Means(MeansEffect::AnnounceAppointment { appointment: appointment.id.clone(), told })),
    );
    let watched = Watched::over_role(&member, cx.today());
    // Of two who activate at once, one founds: there is one place for it.
    change.replace(&read, &member).create(&main_user).create(&appointment).watch(
        &organisation,
        &Subject::Role { account },
        watched.as_ref(),
    );
    Ok(())
}
