//! One day at the desk in which every operation is used, and what it leaves in the log: what each operation cost at the table, held to
//! docs/access-patterns.md, and not one secret (S60).

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test says what it needs")]

mod access_codes;
mod addresses;
mod businesses;
mod collections;
mod eherkenning;
mod folders;
mod forms;
mod identification;
mod invoices;
mod mandates;
mod means;
mod orders;
mod overviews;
mod papers;
mod signing;
mod spend;
mod submissions;
mod tickets;
mod what_for;

use std::cmp::Ordering;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use black_box::{Case, Desk, Seeded, Stage, extract_of, other_code, today};
use serde_json::{Value, json};

fn repository(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).unwrap_or_default()
}

/// Everything once, as people would.
async fn a_day_at_the_desk(stage: &Stage) {
    let mut ada = stage.visitor();
    ada.registers().await;
    ada.inbox.expect("Confirm your e-mail address").await;
    ada.browser.post("/v1/accounts/activation-mails", json!({"email": ada.email})).await.is(202);
    ada.confirms().await;
    ada.tries_password("iets heel anders dan dit").await.problem("wrong-credentials");
    ada.logs_in().await;
    let version = ada.me().await["version"].clone();
    ada.browser.patch("/v1/me", json!({"name": "Ada Kanarie", "version": version})).await.is(200);
    ada.browser.get("/.well-known/jwks.json").await.is(200);

    let recovery = ada.enrols().await;
    ada.browser.post("/v1/me/recovery-codes", json!({})).await.is(200);
    let device = stage.app();
    let answer = ada.on(&device).tries(&ada.password).await.is(200);
    ada.on(&device)
        .second_step(&answer["challenge"], &json!({"recoveryCode": recovery[0]}))
        .await
        .problem("wrong-code");
    let code = ada.code().await;
    ada.on(&device).second_step(&answer["challenge"], &json!({"code": code})).await.is(200);
    device.post("/v1/sessions/refresh", json!({"client": "app", "refreshToken": device.refresh_token()})).await.is(200);
    let list = ada.browser.get("/v1/sessions").await.is(200);
    let other = list["sessions"].as_array().unwrap().iter().find(|session| session["current"] == false).unwrap();
    ada.browser.delete(&format!("/v1/sessions/{}", other["sessionId"].as_str().unwrap())).await.is(204);
    ada.browser.delete("/v1/me/totp").await.is(204);
    let changed = json!({"currentPassword": ada.password, "newPassword": "vlinder gereedschap zolder"});
    ada.browser.put("/v1/me/password", changed).await.is(200);
    ada.browser.post("/v1/password-resets", json!({"email": ada.email})).await.is(202);
    let token = ada.inbox.expect("Choose a new password").await.token("/new-password");
    ada.password = "kastanje lantaarn waterval".to_owned();
    let reset = json!({"token": token, "password": ada.password});
    ada.browser.post("/v1/password-resets/completion", reset).await.is(200);
    ada.logs_in().await;
    ada.browser.delete("/v1/sessions/current").await.is(204);
    ada.logs_in().await;
    ada.browser.delete("/v1/sessions").await.is(204);

    addresses::addresses_change(stage).await;
    mandates::mandates_are_given(stage).await;
    let collection = collections::collections_are_made(stage).await;
    eherkenning::comes_with_eherkenning(stage).await;
    let petra = stage.seeded(Seeded::Petra).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let called_off = Case::start(&petra, "EH3").await;
    what_for::what_for(stage, &called_off, &fatima).await;
    called_off.acts("cancellation").await.is(200);
    let case = Case::start(&petra, "EH3").await;
    let means = case.means["meansId"].as_str().unwrap();
    petra.browser.get(&format!("/v1/means/{means}")).await.is(200);
    let number = case.means["organisation"]["kvkNumber"].as_str().unwrap();
    petra.browser.get("/v1/companies?name=Donald").await.is(200);
    petra.browser.get(&format!("/v1/companies/{number}")).await.is(200);
    case.fills_in().await;
    let (wrong, _) = case.uploads("ander.pdf", extract_of("90004760", today())).await;
    case.inspected(&wrong).await;
    case.hands_in_extract().await;
    petra.browser.get(&format!("{}/documents", case.path())).await.is(200);
    assert_eq!(number, "68750110");
    case.acts("submission").await.is(200);
    let desk = Desk::finds(&fatima, &case).await;
    desk.hands("taking").await.is(200);
    desk.writes("Klopt de geboorteplaats?").await;
    case.messages().await;
    petra.browser.post(&format!("{}/messages/reading", case.path()), json!({})).await.is(200);
    case.writes("Ik kijk het na.").await.is(201);
    fatima.browser.post(&format!("{}/messages/reading", desk.path), json!({})).await.is(200);
    fatima.browser.post("/v1/desk/searches", json!({"query": case.means["number"]})).await.is(200);
    desk.hands("release").await.is(200);
    desk.refuses("other", "Graag nog eens kijken naar de geboorteplaats.").await;
    case.acts("submission").await.is(200);
    desk.approves().await;
    let first = petra.inbox.expect("Uw upgrade naar EH3 is goedgekeurd").await.secret();
    case.tries_code(&other_code(&first, 1)).await.problem("wrong-code");
    case.acts("activation-codes").await.is(202);
    let code = petra.inbox.expect("Uw upgrade naar EH3 is goedgekeurd").await.secret();
    case.tries_code(&code).await.is(200);
    petra.inbox.expect("Uw eHerkenningsmiddel werkt nu op niveau EH3").await;
    signing::a_board_signs(stage).await;
    papers::a_paper_is_signed(stage).await;
    identification::somebody_is_identified(stage).await;
    access_codes::codes_come_and_go(stage).await;
    means::means_and_people_come_and_go(stage).await;
    collections::the_money_comes_in(stage, collection).await;
    orders::something_is_ordered(stage).await;
    invoices::invoices_are_settled(stage).await;
    spend::what_was_spent_is_looked_at(stage).await;
    submissions::contracts_are_signed(stage).await;
    tickets::somebody_asks(stage).await;
    forms::forms_are_filled_in(stage).await;
    businesses::a_business_is_opened(stage).await;
    overviews::overviews_are_asked_for(stage).await;
    folders::documents_are_handed_in(stage).await;
    means::the_main_user_renews(stage).await;
    // The workers finish what is still under way.
    tokio::time::sleep(Duration::from_secs(2)).await;
}

/// The table of docs/access-patterns.md: operation to (round trips, read units, write units).
fn documented() -> BTreeMap<String, [f64; 3]> {
    let mut table = BTreeMap::new();
    let page = repository("docs/access-patterns.md");
    let mut within = false;
    for line in page.lines() {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        within = match &cells[..] {
            ["operation", "round trips", "read units", "write units", ..] => true,
            [_, _, ..] => within,
            _ => false,
        };
        if let (true, [operation, trips, reads, writes, ..]) = (within, &cells[..])
            && let (Ok(trips), Ok(reads), Ok(writes)) = (trips.parse(), reads.parse(), writes.parse())
        {
            table.insert(operation.trim_matches('`').to_owned(), [trips, reads, writes]);
        }
    }
    table
}

/// What an operation cost at most, among the answers that had to be made anew least often because a worker had written in between; and among
/// all of its answers, where some were made anew.
struct Cost {
    turned_down: u64,
    most: [f64; 3],
    with_anew: Option<[f64; 3]>,
}

/// By how much an answer may cost less than what is written, for one item that is a few bytes from the next step: a time with a digit less is
/// enough. A read costs one more for every four kilobytes, a write in a transaction two for every kilobyte and one in the index. A round trip
/// more or less is no chance, and nothing ever costs more than what is written.
const ONE_STEP: [f64; 3] = [0.0, 1.0, 3.0];

impl Cost {
    /// Whether this is what was written. Where the dearest answer of the day happened to be made anew, the others were cheaper than what is
    /// written, and it was not.
    fn is(&self, written: &[f64; 3]) -> bool {
        let up_to = self.with_anew.unwrap_or(self.most);
        let between = |at: usize| self.most[at] <= written[at] && written[at] <= up_to[at] + ONE_STEP[at];
        (0..3).all(between)
    }
}

fn dearer(one: [f64; 3], other: [f64; 3]) -> [f64; 3] {
    std::array::from_fn(|at| one[at].max(other[at]))
}

fn costs(log: &[Value]) -> BTreeMap<String, Cost> {
    let mut costs: BTreeMap<String, Cost> = BTreeMap::new();
    for line in log.iter().filter(|line| line["outcome"] == "ok") {
        let Some(operation) = line["operation"].as_str() else { continue };
        let turned_down = line["turnedDown"].as_u64().unwrap();
        let found = ["roundTrips", "readUnits", "writeUnits"].map(|name| line[name].as_f64().unwrap_or(f64::NAN));
        match costs.entry(operation.to_owned()) {
            Entry::Vacant(entry) => {
                entry.insert(Cost { turned_down, most: found, with_anew: None });
            }
            Entry::Occupied(mut entry) => {
                let cost = entry.get_mut();
                let all = dearer(cost.with_anew.unwrap_or(cost.most), found);
                match turned_down.cmp(&cost.turned_down) {
                    Ordering::Less => *cost = Cost { turned_down, most: found, with_anew: Some(all) },
                    Ordering::Equal => {
                        cost.most = dearer(cost.most, found);
                        cost.with_anew = cost.with_anew.map(|_| all);
                    }
                    Ordering::Greater => cost.with_anew = Some(all),
                }
            }
        }
    }
    costs
}

#[tokio::test]
async fn every_operation_costs_what_is_written_and_no_secret_is_logged() {
    let Some(stage) = Stage::own("its log is read") else { return };
    a_day_at_the_desk(&stage).await;
    let log = stage.log();

    let contract: Value = serde_json::from_str(&repository("infra/openapi.json")).unwrap();
    let known: BTreeSet<String> = contract["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|methods| methods.as_object().unwrap().values())
        .filter_map(|operation| operation["operationId"].as_str().map(str::to_owned))
        .collect();
    let spent = costs(&log);
    let unused: Vec<_> = known.iter().filter(|operation| !spent.contains_key(*operation)).collect();
    assert!(unused.is_empty(), "this day did not use {unused:?}");

    nothing_secret_in(&stage);

    let table = documented();
    let mut complaints = Vec::new();
    // What a process asks for by itself once a minute is counted apart from the request it happened beside.
    for operation in known.iter().chain([&"learn-editions".to_owned()]) {
        let cost = &spent[operation];
        let Cost { turned_down, most: found, .. } = *cost;
        match table.get(operation) {
            Some(written) if cost.is(written) => {}
            // Every answer of this day was made anew at least once: it then costs more, and how much is chance.
            Some(written) if turned_down > 0 && written[0] < found[0] => {}
            Some(written) => complaints.push(format!("{operation}: written {written:?}, counted {found:?}")),
            None => {
                complaints.push(format!("| {operation} | {} | {} | {} |  is missing", found[0], found[1], found[2]));
            }
        }
    }
    complaints.extend(
        table.keys().filter(|operation| !spent.contains_key(*operation)).map(|gone| format!("{gone} is not used")),
    );
    assert!(complaints.is_empty(), "docs/access-patterns.md is not what was counted:\n{}", complaints.join("\n"));
}

fn nothing_secret_in(stage: &Stage) {
    let text = stage.log_text();
    assert!(text.lines().count() > 60, "there is a log to search");
    let secrets = stage.secrets();
    assert!(secrets.len() > 40, "there are secrets to search for: {}", secrets.len());
    for secret in &secrets {
        assert!(
            !text.contains(secret.as_str()),
            "a secret was logged: {}...",
            &secret.chars().take(4).collect::<String>()
        );
    }
    for personal in
        ["Kanarie", "@donald.example", "@example.org", "Petra Maria", "NX4512BR7", "+31612345678", "Bearer "]
    {
        assert!(!text.contains(personal), "{personal} was logged");
    }
}

#[tokio::test]
async fn every_attempt_costs_one_hash_whoever_it_is() {
    let Some(stage) = Stage::own("its log is read") else { return };
    let ada = stage.customer().await;
    let waiting = stage.visitor();
    waiting.registers().await;
    waiting.inbox.expect("Confirm your e-mail address").await;
    let by_mail = stage.visitor();
    by_mail.registers().await;
    let token = by_mail.inbox.expect("Confirm your e-mail address").await.token("/activate");
    by_mail
        .browser
        .post("/v1/accounts/activations", json!({"token": token, "choice": {"kind": "by-mail"}}))
        .await
        .is(200);
    by_mail.inbox.expect("Your first password").await;

    let log_ins = || stage.log().into_iter().filter(|line| line["operation"] == "log-in").collect::<Vec<Value>>();
    let before = log_ins().len();
    for name in [ada.email.as_str(), &waiting.email, &by_mail.email, "niemand@example.org", "geen adres", ""] {
        let body = json!({"identifier": name, "password": "iets heel anders dan dit", "client": "browser"});
        stage.browser().post("/v1/sessions", body).await.problem("wrong-credentials");
    }
    ada.logs_in().await;
    let attempts = log_ins().split_off(before);
    assert_eq!(attempts.len(), 7);
    for attempt in &attempts {
        assert_eq!(attempt["Hashes"], 1, "{attempt}");
    }
    // Registering and asking for a reset look at nothing, so they cost the same for everybody (S11).
    let mut costs = BTreeSet::new();
    for email in [ada.email.as_str(), "niemand@example.org"] {
        stage.browser().post("/v1/password-resets", json!({"email": email})).await.is(202);
        let line = stage.log().into_iter().rev().find(|line| line["operation"] == "request-password-reset").unwrap();
        costs.insert(format!("{} {} {} {}", line["roundTrips"], line["readUnits"], line["writeUnits"], line["Hashes"]));
    }
    assert_eq!(costs.len(), 1, "{costs:?}");
}
