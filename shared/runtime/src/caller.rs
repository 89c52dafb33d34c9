//! Who calls: loaded whole before the endpoint runs, in one round trip. Whoever is allowed in arrives as a type that says so.

use std::ops::Deref;

use api::{Access, Problem, ProblemType, Role};
use domain::account::{Account, Session};
use domain::establishment_number::EstablishmentNumber;
use domain::ids::{AccountId, OrganisationId};
use domain::organisation::Membership;
use store::Versioned;

/// What stands behind an open session.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The session: open, and of the account's present epoch.
    pub session: Versioned<Session>,
    /// The account: active.
    pub account: Versioned<Account>,
    /// What the person may do in the organisation the session acts for, today.
    pub membership: Option<Membership>,
    /// The managing role he had there until its term ended: somebody must renew it (domain.md 1.4).
    pub lapsed: Option<Role>,
}

/// A type of caller.
pub trait Caller: Sized + Send {
    /// Who that is, for the documents made from the routes.
    const ACCESS: Access;

    /// Lets the caller in, or says why not. `loaded` is absent when nobody is logged in.
    fn admit(loaded: Option<Loaded>) -> Result<Self, Problem>;
}

/// Anyone, logged in or not.
#[derive(Debug, Clone, Copy)]
pub struct Anyone;

/// Anyone with an open session, even a limited one that opens nothing but choosing a new password (S7, S8).
#[derive(Debug, Clone)]
pub struct AnySession(pub Loaded);

/// A person with a full session.
#[derive(Debug, Clone)]
pub struct Person(pub Loaded);

/// A person acting within an organisation, in whatever role.
#[derive(Debug, Clone)]
pub struct Member {
    person: Person,
    /// The organisation acted for, and how far.
    pub membership: Membership,
}

/// A member who is at least authorisation manager (machtigingenbeheerder).
#[derive(Debug, Clone)]
pub struct Manager(pub Member);

/// The one member who is the main user (hoofduser) of the organisation.
#[derive(Debug, Clone)]
pub struct MainUser(pub Member);

/// One of the desk's own people.
#[derive(Debug, Clone)]
pub struct Staff(pub Person);

impl Caller for Anyone {
    const ACCESS: Access = Access::Anyone;

    fn admit(_: Option<Loaded>) -> Result<Self, Problem> {
        Ok(Self)
    }
}

impl Caller for AnySession {
    const ACCESS: Access = Access::AnySession;

    fn admit(loaded: Option<Loaded>) -> Result<Self, Problem> {
        loaded.map(Self).ok_or(Problem::of(ProblemType::Unauthenticated))
    }
}

impl Caller for Person {
    const ACCESS: Access = Access::Person;

    fn admit(loaded: Option<Loaded>) -> Result<Self, Problem> {
        let AnySession(loaded) = AnySession::admit(loaded)?;
        match loaded.session.limited {
            Some(_) => Err(Problem::of(ProblemType::PasswordChangeRequired)),
            None => Ok(Self(loaded)),
        }
    }
}

impl Caller for Member {
    const ACCESS: Access = Access::Member(Role::User);

    fn admit(loaded: Option<Loaded>) -> Result<Self, Problem> {
        let person = Person::admit(loaded)?;
        let membership = person.membership.clone().ok_or(Problem::of(ProblemType::Forbidden))?;
        Ok(Self { person, membership })
    }
}

impl Caller for Manager {
    const ACCESS: Access = Access::Member(Role::Manager);

    fn admit(loaded: Option<Loaded>) -> Result<Self, Problem> {
        let member = Member::admit(loaded)?;
        if member.membership.role.manages() { Ok(Self(member)) } else { Err(member.out_of_reach(Role::Manager)) }
    }
}

impl Caller for MainUser {
    const ACCESS: Access = Access::Member(Role::MainUser);

    fn admit(loaded: Option<Loaded>) -> Result<Self, Problem> {
        let member = Member::admit(loaded)?;
        let is_main = member.membership.role == Role::MainUser;
        if is_main { Ok(Self(member)) } else { Err(member.out_of_reach(Role::MainUser)) }
    }
}

impl Caller for Staff {
    const ACCESS: Access = Access::Staff;

    fn admit(loaded: Option<Loaded>) -> Result<Self, Problem> {
        let person = Person::admit(loaded)?;
        if person.session.staff.is_some() { Ok(Self(person)) } else { Err(Problem::of(ProblemType::Forbidden)) }
    }
}

impl Deref for AnySession {
    type Target = Loaded;

    fn deref(&self) -> &Loaded {
        &self.0
    }
}

impl Deref for Person {
    type Target = Loaded;

    fn deref(&self) -> &Loaded {
        &self.0
    }
}

impl Deref for Member {
    type Target = Person;

    fn deref(&self) -> &Person {
        &self.person
    }
}

impl Deref for Manager {
    type Target = Member;

    fn deref(&self) -> &Member {
        &self.0
    }
}

impl Deref for MainUser {
    type Target = Member;

    fn deref(&self) -> &Member {
        &self.0
    }
}

impl Deref for Staff {
    type Target = Person;

    fn deref(&self) -> &Person {
        &self.0
    }
}

impl Loaded {
    /// Whose account.
    pub fn account_id(&self) -> &AccountId {
        &self.account.value.id
    }
}

impl Member {
    /// Why he may not do what a role would let him do: it was his until its term ended, or never.
    fn out_of_reach(&self, role: Role) -> Problem {
        let was_his = self.lapsed.is_some_and(|lapsed| lapsed >= role);
        Problem::of(if was_his { ProblemType::RoleLapsed } else { ProblemType::Forbidden })
    }

    /// Whether this caller may see and act on what belongs to `holder` and to `branch`: his own always, that of others as a manager, and with a
    /// log-in that is bound to a branch only what is of that branch (S40, S44). Whatever he may not see is not there.
    pub fn may_see(&self, holder: &AccountId, branch: Option<&EstablishmentNumber>) -> bool {
        self.membership.may_act_for(holder) && self.session.reach().covers(branch)
    }

    /// The organisation acted for: the only one whose things this caller can name (S44).
    pub const fn organisation(&self) -> &OrganisationId {
        &self.membership.organisation
    }
}
