//! Inviting people to be identified, through the partner who does it, and telling them how it stands. Where no partner is connected the desk
//! sees to it.

use api::KeySet;
use courier::{AssignmentRequest, Courier};
use domain::account::Account;
use domain::effect::IdentificationEffect;
use domain::email::Email;
use domain::ids::{AccountId, OrganisationId, UpgradeId};
use domain::language::Language;
use domain::organisation::Organisation;
use domain::upgrade::identification::{Assignment, Due, Identity, Person, Progress, Reference, Whom};
use domain::upgrade::{Decided, Refusal, Upgrade};
use mail::{Case, IdentityNews, Letter};
use runtime::{Context, Failure};
use store::courier::DueInvitation;
use store::outbox::Waiting;
use store::{Change, Error, Versioned};

use super::send;

/// How often an invitation is kept anew when the upgrade changed in between.
const TRIES: usize = 6;

/// Performs one; answers the id of the mail that was handed over, when there was one.
pub(crate) async fn perform(
    cx: &Context,
    waiting: &Waiting,
    effect: &IdentificationEffect,
) -> Result<Option<String>, Failure> {
    match effect {
        IdentificationEffect::Invite { organisation, upgrade, number } => {
            invite(cx, waiting, &reference(organisation, upgrade, *number)).await
        }
        IdentificationEffect::CallOff { organisation, upgrade, number } => {
            call_off(cx, waiting, &reference(organisation, upgrade, *number)).await
        }
        IdentificationEffect::Remind { organisation, upgrade, number } => {
            let Some(about) = About::load(cx, &reference(organisation, upgrade, *number)).await? else {
                return Ok(None);
            };
            let waits = matches!(about.person.progress, Progress::Invited | Progress::NoShow { .. });
            let Some(book) = about.book().filter(|_| waits) else { return Ok(None) };
            about.tell_person(cx, waiting, IdentityNews::Reminded { book, until: about.person.until }).await
        }
        IdentificationEffect::TellBooked { organisation, upgrade, number, exactly } => {
            let Some(about) = About::load(cx, &reference(organisation, upgrade, *number)).await? else {
                return Ok(None);
            };
            // What was overtaken is not told: its own effect tells what it is now.
            let known = matches!(about.person.progress, Progress::WindowKnown { .. });
            let appointment = about.person.appointment().filter(|_| known == *exactly);
            let (Some(appointment), Some(book)) = (appointment, about.book()) else { return Ok(None) };
            about.tell_person(cx, waiting, IdentityNews::Booked { appointment, exactly: *exactly, book }).await
        }
        IdentificationEffect::TellNoShow { organisation, upgrade, number } => {
            let Some(about) = About::load(cx, &reference(organisation, upgrade, *number)).await? else {
                return Ok(None);
            };
            let missed = matches!(about.person.progress, Progress::NoShow { .. });
            let Some(book) = about.book().filter(|_| missed) else { return Ok(None) };
            about.tell_person(cx, waiting, IdentityNews::Missed { book, until: about.person.until }).await
        }
        IdentificationEffect::TellMismatch { organisation, upgrade, number } => {
            let Some(about) = About::load(cx, &reference(organisation, upgrade, *number)).await? else {
                return Ok(None);
            };
            if !matches!(about.person.progress, Progress::Mismatched { .. }) {
                return Ok(None);
            }
            about.tell_starter(cx, waiting, IdentityNews::Mismatch).await
        }
        IdentificationEffect::TellExpired { organisation, upgrade, number } => {
            let Some(about) = About::load(cx, &reference(organisation, upgrade, *number)).await? else {
                return Ok(None);
            };
            if !matches!(about.person.progress, Progress::Expired { .. }) {
                return Ok(None);
            }
            about.tell_starter(cx, waiting, IdentityNews::Expired).await
        }
    }
}

fn reference(organisation: &OrganisationId, upgrade: &UpgradeId, number: u32) -> Reference {
    Reference { organisation: organisation.clone(), upgrade: upgrade.clone(), number }
}

/// Has the partner make an assignment, keeps its page for booking together with when something is due, and mails the invitation. The
/// effect's id is the idempotency key: done twice, it is one assignment and one mail (S53).
async fn invite(cx: &Context, waiting: &Waiting, reference: &Reference) -> Result<Option<String>, Failure> {
    let Some(partner) = partner(cx)? else {
        keep(cx, reference, |upgrade| upgrade.identification_at_desk(reference.number, cx.now())).await?;
        return Ok(None);
    };
    let Some(about) = About::load(cx, reference).await?.filter(|about| about.person.is_open()) else { return Ok(None) };
    let language = about.language(cx).await?;
    let origin = &cx.config().origin;
    let Person { identity, until, .. } = &about.person;
    let identity = Identity { email: about.address(cx).await?, ..identity.clone() };
    let request = AssignmentRequest::new(reference.clone(), &identity, language, *until, origin);
    let key = cx.keys().current(KeySet::Courier).await?;
    let assigned = partner.assign(&request, waiting.id.as_str(), &key.secret, cx.now()).await.map_err(unexpected)?;
    let assignment = Assignment { id: assigned.assignment_id, book_url: assigned.booking_url };
    let kept =
        keep(cx, reference, |upgrade| upgrade.identification_assigned(reference.number, assignment.clone(), cx.now()));
    if !kept.await? {
        return Ok(None);
    }
    // Whoever booked within this moment knows his page.
    let Some(about) = About::load(cx, reference).await? else { return Ok(None) };
    let invited = about.person.progress == Progress::Invited;
    let Some(book) = about.book().filter(|_| invited) else { return Ok(None) };
    about.tell_person(cx, waiting, IdentityNews::Invited { book, until: about.person.until }).await
}

async fn call_off(cx: &Context, waiting: &Waiting, reference: &Reference) -> Result<Option<String>, Failure> {
    if let Some(partner) = partner(cx)? {
        let key = cx.keys().current(KeySet::Courier).await?;
        partner.call_off(reference, waiting.id.as_str(), &key.secret, cx.now()).await.map_err(unexpected)?;
    }
    Ok(None)
}

/// The partner, when one is connected.
fn partner(cx: &Context) -> Result<Option<Courier>, Failure> {
    cx.config().courier_url.as_deref().map(Courier::at).transpose().map_err(unexpected)
}

/// Keeps a decision on an invitation, with when something is due of it. Answers whether there was anything to decide.
async fn keep(
    cx: &Context,
    reference: &Reference,
    decide: impl Fn(Upgrade) -> Result<Option<Decided>, Refusal> + Send + Sync,
) -> Result<bool, Failure> {
    for _ in 0..TRIES {
        let key = store::upgrade::key(&reference.organisation, &reference.upgrade);
        let Some(upgrade) = cx.store().get::<Upgrade>(key).await? else { return Ok(false) };
        let decided = match decide(upgrade.value.clone()) {
            Ok(Some(decided)) => decided,
            // The case came to an end in between.
            Ok(None) | Err(Refusal::WrongStage { .. }) => return Ok(false),
            Err(refusal) => return Err(unexpected(refusal)),
        };
        let mut change = Change::new();
        change.replace(&upgrade, &decided.upgrade).follows(&decided);
        let due = decided.upgrade.identification_due(reference.number, cx.now()).map_err(unexpected)?;
        let at = match due {
            Due::Later(at) => Some(at),
            Due::Done { .. } => Some(cx.now()),
            Due::Over => None,
        };
        if let Some(at) = at {
            change.set(&DueInvitation { at, reference: reference.clone() });
        }
        match cx.commit(change).await {
            Ok(()) => return Ok(true),
            Err(Error::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::Other("the upgrade kept changing while an invitation was kept".to_owned()))
}

fn unexpected(error: impl std::fmt::Display) -> Failure {
    Failure::Other(error.to_string())
}

/// What a letter is about.
struct About {
    upgrade: Versioned<Upgrade>,
    organisation: Organisation,
    person: Person,
}

impl About {
    /// The invitation, while it counts.
    async fn load(cx: &Context, reference: &Reference) -> Result<Option<Self>, Error> {
        let keys = [
            store::upgrade::key(&reference.organisation, &reference.upgrade),
            store::organisation::key(&reference.organisation),
        ];
        let mut found = cx.store().batch(keys.to_vec()).await?;
        let [Some(upgrade), Some(organisation)] = keys.map(|key| found.remove(&key)) else { return Ok(None) };
        let organisation = organisation.read::<Organisation>(cx.keys()).await?.value;
        let upgrade = upgrade.read::<Upgrade>(cx.keys()).await?;
        let person = upgrade.identification.as_ref().and_then(|all| all.person(reference.number)).cloned();
        Ok(person.map(|person| Self { upgrade, organisation, person }))
    }

    fn case(&self) -> Case<'_> {
        Case {
            upgrade: &self.upgrade.id,
            means_number: &self.upgrade.means_number,
            organisation: &self.organisation.name,
            from: self.upgrade.from_level,
            to: self.upgrade.target_level,
        }
    }

    fn book(&self) -> Option<&str> {
        self.person.assignment.as_ref().map(|assignment| assignment.book_url.as_str())
    }

    /// The user reads in the language of his account; a representative in the one that was said for him, or else in that of whoever named
    /// him.
    async fn language(&self, cx: &Context) -> Result<Language, Error> {
        let account = match self.person.whom {
            Whom::User => &self.upgrade.holder,
            Whom::Representative { at } => {
                let said = self.upgrade.data.representatives.get(at).and_then(|one| one.language);
                if let Some(language) = said {
                    return Ok(language);
                }
                &self.upgrade.started_by
            }
        };
        Ok(account_of(cx, account).await?.map_or(Language::Dutch, |account| account.language))
    }

    /// Where the person is reached: a representative where he was said to be, the user at the address of his account. That was what he entered
    /// when it was handed in, and he may have moved since.
    async fn address(&self, cx: &Context) -> Result<Email, Error> {
        let entered = &self.person.identity.email;
        Ok(match self.person.whom {
            Whom::Representative { .. } => entered.clone(),
            Whom::User => account_of(cx, &self.upgrade.holder).await?.map_or(entered.clone(), |account| account.email),
        })
    }

    /// To the person himself.
    async fn tell_person(
        &self,
        cx: &Context,
        waiting: &Waiting,
        news: IdentityNews<'_>,
    ) -> Result<Option<String>, Failure> {
        let language = self.language(cx).await?;
        self.tell(cx, waiting, &self.address(cx).await?, language, news).await
    }

    /// To whoever can act on the case.
    async fn tell_starter(
        &self,
        cx: &Context,
        waiting: &Waiting,
        news: IdentityNews<'_>,
    ) -> Result<Option<String>, Failure> {
        let Some(account) = account_of(cx, &self.upgrade.started_by).await? else { return Ok(None) };
        self.tell(cx, waiting, &account.email, account.language, news).await
    }

    async fn tell(
        &self,
        cx: &Context,
        waiting: &Waiting,
        to: &Email,
        language: Language,
        news: IdentityNews<'_>,
    ) -> Result<Option<String>, Failure> {
        send(cx, waiting, to, language, &Letter::Identity { case: self.case(), news }).await
    }
}

async fn account_of(cx: &Context, account: &AccountId) -> Result<Option<Account>, Error> {
    let found = cx.store().get::<Account>(store::account::key(account)).await?;
    Ok(found.map(|account| account.value))
}
