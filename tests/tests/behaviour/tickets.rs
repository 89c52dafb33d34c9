//! Questions to the service desk (seed 000: "Komt u er niet uit?"): by somebody without an account and by somebody who is logged in, to the
//! desk and back.

use black_box::{Browser, Case, Desk, Inbox, Person, Seeded, Stage, in_one_quarter, unlikely, unused_address};
use serde_json::{Value, json};

/// Where the demo's desk is told of what nobody has in hand.
const MAILBOX: &str = "balie@desk.example";

fn question(email: &str) -> Value {
    json!({
        "topic": "log-in",
        "text": "Ik krijg steeds de inlogpagina terug.",
        "situation": {"page": "/log-in", "error": "De naam of het wachtwoord klopt niet"},
        "name": "Ada Kanarie",
        "email": email,
        "phone": "020 123 45 67",
        "language": "nl",
    })
}

/// Somebody without an account, with a question.
struct Stranger<'s> {
    browser: Browser<'s>,
    inbox: Inbox<'s>,
    reference: String,
}

impl<'s> Stranger<'s> {
    async fn asks(stage: &'s Stage) -> Self {
        let inbox = stage.inbox(&unused_address());
        let browser = stage.browser();
        let asked = browser.post("/v1/help/questions", question(&inbox.address)).await.is(201);
        Self { browser, inbox, reference: asked["reference"].as_str().unwrap().to_owned() }
    }

    async fn link(&self, subject: &str) -> String {
        self.inbox.expect(&format!("{subject} {}", self.reference)).await.token("/help/thread")
    }

    async fn opens(&self, token: &str) -> black_box::Answer {
        self.browser.post("/v1/help/threads", json!({"token": token})).await
    }

    async fn writes(&self, token: &str, text: &str) -> black_box::Answer {
        self.browser.post("/v1/help/threads/messages", json!({"token": token, "text": text})).await
    }
}

/// A question as somebody of the desk has it before him.
struct AtDesk<'p, 's> {
    staff: &'p Person<'s>,
    path: String,
}

impl<'p, 's> AtDesk<'p, 's> {
    async fn finds(staff: &'p Person<'s>, reference: &str) -> Self {
        let found = staff.browser.post("/v1/desk/tickets/searches", json!({"reference": reference})).await.is(200);
        Self { staff, path: format!("/v1/desk/tickets/{}", found["ticketId"].as_str().unwrap()) }
    }

    async fn view(&self) -> Value {
        self.staff.browser.get(&self.path).await.is(200)
    }

    async fn does(&self, what: &str) -> black_box::Answer {
        self.staff.browser.post(&format!("{}/{what}", self.path), json!({})).await
    }

    async fn answers(&self, text: &str, closing: bool) -> black_box::Answer {
        let path = format!("{}/messages", self.path);
        self.staff.browser.post_once(&path, json!({"text": text, "closing": closing}), &unlikely()).await
    }
}

async fn waiting(staff: &Person<'_>, query: &str) -> Vec<String> {
    let page = staff.browser.get(&format!("/v1/desk/tickets{query}")).await.is(200);
    page["items"].as_array().unwrap().iter().map(|one| one["reference"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_strangers_question_goes_to_the_desk_and_back_by_links_that_only_his_mailbox_has() {
    let Some(stage) = Stage::own("it reads the desk's mailbox") else { return };
    let fatima = stage.seeded(Seeded::Fatima).await;
    let ada = Stranger::asks(&stage).await;
    let confirmed = ada.inbox.expect(&format!("Uw vraag {}", ada.reference)).await;
    assert!(!confirmed.text.contains("inlogpagina") && !confirmed.text.contains("Kanarie"), "{}", confirmed.text);
    let first = confirmed.token("/help/thread");
    let told = stage.inbox(MAILBOX).expect(&format!("Vraag {}", ada.reference)).await;
    assert!(!told.text.contains("Kanarie") && !told.text.contains(&ada.inbox.address), "{}", told.text);

    let thread = ada.opens(&first).await.is(200);
    assert_eq!((&thread["ticket"]["state"], &thread["messages"][0]["from"]), (&json!("open"), &json!("customer")));
    assert_eq!(thread["situation"]["page"], "/log-in");

    let desk = AtDesk::finds(&fatima, &ada.reference.replace(' ', "-")).await;
    assert!(waiting(&fatima, "").await.contains(&ada.reference));
    assert!(waiting(&fatima, "?topic=log-in").await.contains(&ada.reference));
    assert!(!waiting(&fatima, "?topic=invoices").await.contains(&ada.reference));
    let view = desk.view().await;
    assert_eq!((&view["contact"]["name"], &view["contact"]["phone"]), (&json!("Ada Kanarie"), &json!("+31201234567")));
    assert_eq!((&view["ticket"]["loggedIn"], &view["organisation"]), (&json!(false), &Value::Null));
    desk.answers("Staan cookies aan?", false).await.is(201);
    assert!(!waiting(&fatima, "").await.contains(&ada.reference), "it is the customer's move");
    assert!(waiting(&fatima, "?waits=customer&topic=log-in").await.contains(&ada.reference));

    let mail = ada.inbox.expect(&format!("Er is een antwoord op uw vraag {}", ada.reference)).await;
    assert!(!mail.text.contains("cookies"), "the answer is not in the mail: {}", mail.text);
    ada.opens(&first).await.problem("link-not-usable");
    ada.writes(&first, "Met de oude link.").await.problem("link-not-usable");
    let second = mail.token("/help/thread");
    let thread = ada.opens(&second).await.is(200);
    assert_eq!((&thread["ticket"]["state"], &thread["ticket"]["unread"]), (&json!("waiting-for-customer"), &json!(1)));
    assert_eq!(
        (&thread["messages"][1]["text"], &thread["messages"][1]["name"]),
        (&json!("Staan cookies aan?"), &Value::Null)
    );
    assert_eq!(
        ada.opens(&second).await.is(200)["ticket"]["unread"],
        0,
        "what was shown is read, and a link opens again"
    );

    ada.writes(&second, "Nu wel, en het werkt.").await.is(201);
    fatima.inbox.expect(&format!("Vraag {}", ada.reference)).await;
    assert!(desk.view().await["messages"][1]["readAt"].is_string());
    desk.does("closing").await.is(200);
    desk.does("closing").await.problem("wrong-stage");
    let third = ada.link("Uw vraag").await;
    assert_eq!(ada.opens(&third).await.is(200)["ticket"]["state"], "closed");
    assert_eq!(ada.writes(&third, "Toch niet.").await.is(201)["state"], "reopened");
    assert!(waiting(&fatima, "").await.contains(&ada.reference));
    desk.answers("Ik bel u.", true).await.is(201);
    assert_eq!(desk.view().await["ticket"]["state"], "closed");
}

#[tokio::test]
async fn whoever_is_logged_in_finds_the_answer_in_his_account_and_nobody_else_does() {
    let Some(stage) = Stage::own("it needs somebody of the demo data to itself") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let body = json!({"topic": "invoices", "text": "Waar is dit totaal voor?", "language": "nl"});
    let key = unlikely();
    let asked = petra.browser.post_once("/v1/tickets", body.clone(), &key).await.is(201);
    let again = petra.browser.post_once("/v1/tickets", body, &key).await.is(201);
    assert_eq!(asked, again, "a double click asks once");
    let (id, reference) = (asked["ticketId"].as_str().unwrap(), asked["reference"].as_str().unwrap());
    let own = format!("/v1/tickets/{id}");
    let confirmed = petra.inbox.expect(&format!("Uw vraag {reference}")).await;
    assert!(confirmed.link("/help/questions/").ends_with(id) && !confirmed.text.contains("#token="));

    let desk = AtDesk::finds(&fatima, reference).await;
    let view = desk.view().await;
    assert_eq!((&view["ticket"]["loggedIn"], &view["organisation"]["kvkNumber"]), (&json!(true), &json!("68750110")));
    desk.answers("Zie de factuurbijlage.", false).await.is(201);
    petra.inbox.expect(&format!("Er is een antwoord op uw vraag {reference}")).await;
    let list = petra.browser.get("/v1/tickets").await.is(200);
    let mine = list["items"].as_array().unwrap().iter().find(|one| one["ticketId"] == id).unwrap();
    assert_eq!((&mine["state"], &mine["unread"]), (&json!("waiting-for-customer"), &json!(1)));
    petra.browser.post(&format!("{own}/reading"), json!({})).await.is(200);
    let thread = petra.browser.get(&own).await.is(200);
    assert_eq!(
        (&thread["ticket"]["unread"], &thread["messages"][1]["text"]),
        (&json!(0), &json!("Zie de factuurbijlage."))
    );
    petra.browser.post_once(&format!("{own}/messages"), json!({"text": "Dank u."}), &unlikely()).await.is(201);

    let sanne = stage.seeded(Seeded::Sanne).await;
    let noor = stage.seeded(Seeded::Noor).await;
    for (who, browser) in
        [("a colleague", &sanne.browser), ("a stranger", &noor.browser), ("the desk", &fatima.browser)]
    {
        let answer = browser.get(&own).await;
        assert_eq!(answer.slug(), Some("not-found"), "{who}: {}", answer.text);
        let write = browser.post_once(&format!("{own}/messages"), json!({"text": "x"}), &unlikely()).await;
        assert_eq!(write.slug(), Some("not-found"), "{who}: {}", write.text);
        browser.post(&format!("{own}/reading"), json!({})).await.problem("not-found");
    }
    assert!(noor.browser.get("/v1/tickets").await.is(200)["items"].as_array().unwrap().is_empty());
    assert_eq!(
        petra.browser.get(&own).await.is(200)["messages"].as_array().unwrap().len(),
        3,
        "and nothing was written"
    );
}

#[tokio::test]
async fn what_one_colleague_has_in_hand_the_other_does_not_answer() {
    let Some(stage) = Stage::own("it needs the desk's people to itself") else { return };
    let fatima = stage.seeded(Seeded::Fatima).await;
    let joost = stage.seeded(Seeded::Joost).await;
    let ada = Stranger::asks(&stage).await;
    let hers = AtDesk::finds(&fatima, &ada.reference).await;
    let his = AtDesk::finds(&joost, &ada.reference).await;
    hers.does("taking").await.is(200);
    let refused = his.answers("Ik ook.", false).await;
    assert_eq!((refused.status, refused.slug()), (409, Some("taken-by-another")), "{}", refused.text);
    his.does("taking").await.problem("taken-by-another");
    his.does("closing").await.problem("taken-by-another");
    hers.does("release").await.is(200);
    his.answers("Dan ik.", true).await.is(201);
    his.does("taking").await.problem("wrong-stage");
    fatima
        .browser
        .post("/v1/desk/tickets/searches", json!({"reference": "123 456 789"}))
        .await
        .problem("invalid-input");
    let nobody = stage.customer().await;
    nobody.browser.get(&hers.path).await.problem("forbidden");
}

#[tokio::test]
async fn asking_and_looking_for_ones_question_tell_nobody_who_has_an_account() {
    let stage = Stage::shared();
    let known = stage.customer().await;
    let nobody = unused_address();
    let mut seen = Vec::new();
    for email in [&known.email, &nobody] {
        let mut answer = stage.browser().post("/v1/help/questions", question(email)).await;
        let reference = answer.body["reference"].as_str().unwrap().to_owned();
        answer.body["reference"] =
            json!(reference.chars().map(|c| if c == ' ' { ' ' } else { '0' }).collect::<String>());
        seen.push(answer.visible());
    }
    assert_eq!(seen[0], seen[1]);

    let ada = Stranger::asks(stage).await;
    let first = ada.link("Uw vraag").await;
    let other = stage.inbox(&unused_address());
    let mut seen = Vec::new();
    for email in [&ada.inbox.address, &other.address, &known.email] {
        let body = json!({"reference": ada.reference, "email": email});
        seen.push(stage.browser().post("/v1/help/links", body).await.visible());
    }
    assert!(seen.iter().all(|answer| *answer == seen[0]), "{seen:#?}");
    let again = ada.link("De link naar uw vraag").await;
    ada.opens(&again).await.is(200);
    ada.opens(&first).await.problem("link-not-usable");
    assert_eq!(other.count("").await, 0, "an address it was not asked from hears nothing");
}

#[tokio::test]
async fn a_link_is_not_guessed_and_a_question_is_read_strictly() {
    let stage = Stage::shared();
    let browser = stage.browser();
    for token in ["", "x", "Zm9vYmFyLXRva2VuLW9mLTI1Ni1iaXRzLWJhc2U2NHVybA", "tic_01jdc5aaaaaaaaaaaaaaaaaaaa"] {
        browser.post("/v1/help/threads", json!({"token": token})).await.problem("link-not-usable");
        let writing = json!({"token": token, "text": "x"});
        browser.post("/v1/help/threads/messages", writing).await.problem("link-not-usable");
    }
    for (field, value, pointer) in [
        ("topic", json!("weather"), "/topic"),
        ("text", json!("  "), "/text"),
        ("email", json!("ada@example.org\r\nBcc: eva@example.org"), "/email"),
        ("phone", json!("bel mij"), "/phone"),
        ("situation", json!({"traceId": "trc_1"}), "/situation/traceId"),
        ("situation", json!({"page": "a\nb"}), "/situation/page"),
        ("ticketId", json!("tic_01jdc5aaaaaaaaaaaaaaaaaaaa"), "/ticketId"),
    ] {
        let mut body = question("ada@example.org");
        body[field] = value;
        let problem = browser.post("/v1/help/questions", body).await.problem("invalid-input");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
}

#[tokio::test]
async fn whoever_asked_closes_his_question_and_opens_it_by_writing() {
    let stage = Stage::shared();
    let (ada, other) = (stage.customer().await, stage.customer().await);
    let body = json!({"topic": "other", "text": "Eine Frage.", "language": "de"});
    let asked = ada.browser.post_once("/v1/tickets", body, &unlikely()).await.is(201);
    let path = format!("/v1/tickets/{}", asked["ticketId"].as_str().unwrap());
    other.browser.post(&format!("{path}/closing"), json!({})).await.problem("not-found");
    assert_eq!(ada.browser.post(&format!("{path}/closing"), json!({})).await.is(200)["state"], "closed");
    ada.browser.post(&format!("{path}/closing"), json!({})).await.problem("wrong-stage");
    let more = json!({"text": "Doch noch etwas."});
    let again = ada.browser.post_once(&format!("{path}/messages"), more, &unlikely()).await.is(201);
    assert_eq!(again["state"], "reopened");
}

#[tokio::test]
async fn a_stranger_closes_his_question_by_his_link() {
    let stage = Stage::shared();
    let inbox = stage.inbox(&unused_address());
    let asked = stage.browser().post("/v1/help/questions", question(&inbox.address)).await.is(201);
    let token = inbox.expect(asked["reference"].as_str().unwrap()).await.token("/help/thread");
    let by_link = json!({"token": token});
    let browser = stage.browser();
    assert_eq!(browser.post("/v1/help/threads/closing", by_link.clone()).await.is(200)["state"], "closed");
    browser.post("/v1/help/threads/closing", by_link).await.problem("wrong-stage");
    browser.post("/v1/help/threads/closing", json!({"token": "x"})).await.problem("link-not-usable");
    let more = json!({"token": token, "text": "Doch noch etwas."});
    assert_eq!(browser.post("/v1/help/threads/messages", more).await.is(201)["state"], "reopened");
}

#[tokio::test]
async fn nobodys_mailbox_and_not_the_desks_queue_is_filled_through_balie() {
    in_one_quarter(async || {
        let stage = Stage::shared();
        // A deployed stage sees one network behind every browser of these tests, and its count outlives them.
        if stage.is_deployed() {
            return;
        }
        let address = unused_address();
        // Each browser is a network of its own: it is the address that is asked from that is protected.
        for _ in 0..5 {
            stage.browser().post("/v1/help/questions", question(&address)).await.is(201);
        }
        let sixth = stage.browser().post("/v1/help/questions", question(&address)).await;
        assert!(sixth.header("retry-after").is_some());
        sixth.problem("too-many-attempts");
        let office = stage.browser();
        for _ in 0..20 {
            office.post("/v1/help/questions", question(&unused_address())).await.is(201);
        }
        office.post("/v1/help/questions", question(&unused_address())).await.problem("too-many-attempts");
    })
    .await;
}

#[tokio::test]
async fn help_says_when_somebody_answers_and_the_figures_of_logging_in() {
    let help = Stage::shared().browser().get("/v1/help").await.is(200);
    if let Some(desk) = help["desk"].as_object() {
        assert!(desk["open"].is_boolean() && desk["changesAt"].as_str() > help["now"].as_str(), "{help}");
    }
    if !Stage::shared().is_deployed() {
        assert_eq!(help["desk"]["phone"], "088 585 1 585");
        assert_eq!((&help["desk"]["opens"], &help["desk"]["closes"]), (&json!("08:30"), &json!("17:00")));
    }
    let figures = json!({"tries": 10, "waitMinutes": 15, "confirmHours": 24, "resetMinutes": 30, "passwordLength": 15});
    assert_eq!(help["logIn"], figures);
}

#[tokio::test]
async fn the_desk_is_told_when_a_customer_writes_on_a_case_nobody_has_in_hand() {
    let Some(stage) = Stage::own("it reads the desk's mailbox") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let case = Case::start(&petra, "EH3").await;
    case.submits_everything().await;
    case.writes("Wanneer hoor ik iets?").await.is(201);
    let mailbox = stage.inbox(MAILBOX);
    let mail = mailbox.expect("Bericht bij een dossier dat niemand in behandeling heeft").await;
    assert!(mail.link("/desk/organisations/").ends_with(&case.id));
    for personal in ["Wanneer", "petra", "Donald", case.means["number"].as_str().unwrap()] {
        assert!(!mail.text.contains(personal), "{personal}: {}", mail.text);
    }
    let desk = Desk::finds(&fatima, &case).await;
    desk.hands("taking").await.is(200);
    case.writes("En nu?").await.is(201);
    fatima.inbox.expect("Antwoord van een klant").await;
    assert_eq!(mailbox.count("Bericht bij een dossier").await, 1, "whoever has it in hand is told, not everybody");
}
