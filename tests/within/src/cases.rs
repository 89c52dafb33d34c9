//! Two organisations, their people and the desk, on a table in memory. Shared by the tests of the capabilities that act on upgrades.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::account::session::{Acr, ClientKind, Device, Session};
use domain::account::{Account, Consent, LoginKey, StaffRole, Standing, Token};
use domain::document::{Announced, ContentType, Document, DocumentKind, Finding};
use domain::extract::{ExtractRead, ExtractSeen, SealVerdict, Sealed};
use domain::ids::{AccountId, MeansId, OrganisationId, SessionId, UpgradeId};
use domain::language::Language;
use domain::level::AssuranceLevel;
use domain::means::{Means, MeansStatus, Registration, Right, RightTo};
use domain::organisation::{Membership, Organisation, Role};
use domain::upgrade::Upgrade;
use embedded::ask::{Answered, Ask};
use embedded::testing::TestApp;
use jiff::civil::date;
use jiff::{SignedDuration, Span};
use runtime::{Context, Operation, tokens};
use serde_json::{Value, json};
use store::Change;

/// Somebody who is logged in.
pub struct Person {
    pub account: AccountId,
    token: String,
}

/// The stage.
pub struct Stage {
    pub test: TestApp,
    pub organisation: Organisation,
    /// Holds a means at EH2+, and is the sole director.
    pub petra: Person,
    /// Works in the same organisation, holds no means.
    pub colleague: Person,
    /// Manages the organisation's means.
    pub manager: Person,
    /// Is main user of another organisation.
    pub stranger: Person,
    /// Works at the desk.
    pub clerk: Person,
    /// Works at the desk as well.
    pub second_clerk: Person,
    pub means: Means,
}

impl Stage {
    pub async fn set() -> Self {
        Self::upon(TestApp::start().await.unwrap()).await
    }

    pub async fn upon(test: TestApp) -> Self {
        let cx = Context::of_tool(Arc::clone(&test.app));
        let organisation = organisation(&cx, "Voorbeeld Beheer B.V.", "69599084");
        let other = organisation_of(&cx);
        let mut change = Change::new();
        change.create(&organisation).create(&organisation.registered()).create(&other).create(&other.registered());
        cx.commit(change).await.unwrap();
        let petra = person(&cx, "p.jansen@voorbeeld.nl", Some((&organisation.id, Role::User)), None).await;
        let colleague = person(&cx, "k.devries@voorbeeld.nl", Some((&organisation.id, Role::User)), None).await;
        let manager = person(&cx, "m.bakker@voorbeeld.nl", Some((&organisation.id, Role::Manager)), None).await;
        let stranger = person(&cx, "x@ander.nl", Some((&other.id, Role::MainUser)), None).await;
        let clerk = person(&cx, "desk@balie.example", None, Some(StaffRole::Clerk)).await;
        let second_clerk = person(&cx, "joost@balie.example", None, Some(StaffRole::Clerk)).await;
        let means = means(&cx, &organisation, &petra.account);
        let mut change = Change::new();
        change.create(&means);
        cx.commit(change).await.unwrap();
        Self { test, organisation, petra, colleague, manager, stranger, clerk, second_clerk, means }
    }

    pub fn cx(&self) -> Context {
        Context::of_tool(Arc::clone(&self.test.app))
    }

    /// `who` asks for an operation, by its id.
    pub async fn asks(&self, who: &Person, operations: &[Operation], operation: &str, ask: Ask) -> Answered {
        let found = operations.iter().find(|known| known.route.operation == operation).unwrap();
        ask.bearer(&who.token).of(&self.test.app, found).await
    }

    pub async fn upgrade(&self, id: &UpgradeId) -> store::Versioned<Upgrade> {
        self.cx().store().get::<Upgrade>(store::upgrade::key(&self.organisation.id, id)).await.unwrap().unwrap()
    }

    pub async fn means_now(&self) -> Means {
        let key = store::means::key(&self.organisation.id, &self.means.id);
        self.cx().store().get::<Means>(key).await.unwrap().unwrap().value
    }

    /// An upgrade Petra started, filled in with everything but her extract.
    pub async fn filled_in(&self) -> UpgradeId {
        let cx = self.cx();
        let means = cx.store().get::<Means>(store::means::key(&self.organisation.id, &self.means.id)).await;
        let means = means.unwrap().unwrap();
        let by = &self.petra.account;
        let started = domain::upgrade::start(&means, AssuranceLevel::Eh3, by, cx.now(), cx.chance()).unwrap();
        let sections = domain::upgrade::Sections {
            user: Some(serde_json::from_value(user()).unwrap()),
            organisation: Some(serde_json::from_value(json!({"kvkNumber": "69599084"})).unwrap()),
            representatives: Some(serde_json::from_value(json!([director()])).unwrap()),
            authorisations: Some(serde_json::from_value(authorisations()).unwrap()),
        };
        let filled = started.upgrade.clone().fill_in(&means.registration, sections, 1, by, cx.now()).unwrap();
        let mut change = Change::new();
        change.create(&filled.upgrade).replace(&means, started.means.as_ref().unwrap());
        change.follows(&started).follows(&filled);
        cx.commit(change).await.unwrap();
        filled.upgrade.id
    }

    /// As if her extract of yesterday had come in and been judged.
    pub async fn extract_judged(&self, id: &UpgradeId) -> Document {
        let cx = self.cx();
        let upgrade = self.upgrade(id).await;
        let announced = Announced {
            kind: DocumentKind::KvkExtract,
            file_name: "uittreksel.pdf".parse().unwrap(),
            content_type: ContentType::Pdf,
            size: 20_000,
        };
        let document = upgrade.announce(announced, &self.petra.account, cx.now(), cx.chance()).unwrap();
        let made_on = cx.today().checked_sub(Span::new().days(1)).unwrap();
        let read = ExtractRead::new(self.organisation.kvk_number.clone(), made_on);
        let own = &self.organisation.kvk_number;
        let seal = SealVerdict::Intact {
            sealed: Sealed {
                by: "Kamer van Koophandel".to_owned(),
                issued_under: "Balie proefautoriteit".to_owned(),
                at: cx.now(),
                not_revoked_shown: true,
            },
        };
        let finding = Finding::Harmless(Some(Box::new(ExtractSeen { seal, read: Some(read) })));
        let judged = upgrade.value.clone().document_judged(document, finding, own, cx.now());
        let (document, decided) = judged.unwrap();
        let mut change = Change::new();
        change.replace(&upgrade, &decided.upgrade).create(&document).follows(&decided);
        cx.commit(change).await.unwrap();
        document
    }

    /// The case of this upgrade.
    pub async fn case(&self, id: &UpgradeId) -> store::upgrade::Case {
        store::upgrade::Case::load(self.cx().store(), &self.organisation.id, id).await.unwrap().unwrap()
    }

    /// An upgrade Petra handed in.
    pub async fn submitted(&self) -> UpgradeId {
        let id = self.filled_in().await;
        self.extract_judged(&id).await;
        let (cx, case) = (self.cx(), self.case(&id).await);
        let (upgrade, by) = (case.upgrade.value.clone(), &self.petra.account);
        let revision = upgrade.revision;
        let decided = upgrade.submit(&case.means, revision, by, cx.now()).unwrap();
        cx.commit(case.change(&decided)).await.unwrap();
        id
    }
}

fn organisation(cx: &Context, name: &str, kvk_number: &str) -> Organisation {
    Organisation {
        id: OrganisationId::new(cx.now(), cx.chance()),
        name: name.to_owned(),
        kvk_number: kvk_number.parse().unwrap(),
        establishment_number: None,
        since: cx.now(),
    }
}

fn organisation_of(cx: &Context) -> Organisation {
    organisation(cx, "Ander B.V.", "90001354")
}

fn means(cx: &Context, organisation: &Organisation, holder: &AccountId) -> Means {
    let valid_until = cx.today().checked_add(Span::new().years(2)).unwrap();
    Means {
        id: MeansId::new(cx.now(), cx.chance()),
        organisation: organisation.id.clone(),
        number: "BAL-1001".to_owned(),
        level: Some(AssuranceLevel::Eh2Plus),
        status: MeansStatus::Active,
        holder: holder.clone(),
        registration: Registration {
            initials: "P.M.".parse().unwrap(),
            first_names: "Petra Maria".parse().unwrap(),
            infix: None,
            surname: "Jansen".parse().unwrap(),
            birth_date: date(1975, 2, 1),
            email: "p.jansen@voorbeeld.nl".parse().unwrap(),
            mobile: Some("+31612345678".parse().unwrap()),
            kvk_number: organisation.kvk_number.clone(),
            establishment_number: None,
            identity_document_until: None,
        },
        rights: vec![Right {
            to: RightTo::Service {
                provider: "RVO".to_owned(),
                service: "Mijn RVO, eenvoudige regelingen".to_owned(),
                service_id: "urn:balie:service:rvo:mijn-rvo-light".to_owned(),
            },
            until: valid_until,
        }],
        valid_until,
        limited_to: None,
        open_upgrade: None,
        used_on: None,
        since: cx.now(),
    }
}

async fn person(
    cx: &Context,
    email: &str,
    membership: Option<(&OrganisationId, Role)>,
    staff: Option<StaffRole>,
) -> Person {
    let account = Account {
        id: AccountId::new(cx.now(), cx.chance()),
        email: email.parse().unwrap(),
        language: Language::Dutch,
        name: None,
        standing: Standing::Active,
        epoch: 1,
        staff,
        consent: Consent { terms: 1, at: cx.now() },
        registered_at: cx.now(),
        organisation: membership.map(|(organisation, _)| organisation.clone()),
        second_factor: false,
        logins: Vec::new(),
        links: BTreeMap::new(),
    };
    let session = Session {
        id: SessionId::new(cx.now(), cx.chance()),
        account: account.id.clone(),
        login: LoginKey::new("key".to_owned()),
        organisation: account.organisation.clone(),
        branch: None,
        staff,
        epoch: 1,
        opened_at: cx.now(),
        auth_time: cx.now(),
        acr: Acr::Password,
        last_used_at: cx.now(),
        expires_at: cx.now() + SignedDuration::from_hours(12),
        limited: None,
        device: Device { client: ClientKind::App, label: String::new(), place: String::new() },
        refresh: Token::presented(email).hash(),
        rotated: None,
    };
    let mut change = Change::new();
    change.create(&account).create(&session);
    if let Some((organisation, role)) = membership {
        let organisation = organisation.clone();
        change.create(&Membership::new(organisation, account.id.clone(), role, cx.now()));
    }
    cx.commit(change).await.unwrap();
    let token = tokens::issue(cx.keys(), &cx.config().origin, &session, cx.now(), cx.chance()).await.unwrap();
    Person { account: account.id, token }
}

/// What Petra fills in about herself.
pub fn user() -> Value {
    json!({
        "initials": "P.M.", "firstNames": "Petra Maria", "surname": "Jansen", "birthDate": "1975-02-01",
        "birthPlace": "Utrecht", "email": "p.jansen@voorbeeld.nl", "mobile": "06 12345678", "employed": true,
        "identityDocument": {"type": "passport", "number": "NX1234567", "expiresOn": "2099-05-01"},
    })
}

/// What Petra wants to use her means for.
pub fn authorisations() -> Value {
    json!({"chosen": [{"scope": "service", "serviceId": "urn:balie:service:uwv:werkgeversportaal"}]})
}

/// What Petra fills in about herself as the director.
pub fn director() -> Value {
    json!({
        "firstNames": "Petra Maria", "surname": "Jansen", "birthDate": "1975-02-01", "function": "Directeur",
        "email": "p.jansen@voorbeeld.nl", "mobile": "+31612345678", "power": "alone", "isUser": true,
    })
}
