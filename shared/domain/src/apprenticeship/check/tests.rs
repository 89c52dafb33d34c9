use jiff::civil::date;
use serde_json::{Value as Json, json};

use super::*;

const TODAY: Date = date(2026, 6, 10);

/// Seventeen at the start, three and a half years, everything as it should be.
fn good() -> Json {
    json!({
        "occupation": "metallbauer-fachrichtung-konstruktionstechnik",
        "born": "2009-03-14", "start": "2026-09-01", "end": "2030-02-28", "shortened": false, "partTime": false,
        "probationMonths": 4, "dailyHours": "8", "weeklyHours": "40", "daysAWeek": 5,
        "payYear1": 72400, "payYear2": 85400, "payYear3": 97700, "payYear4": 101400, "collectivelyBound": false,
        "holiday": [
            { "year": 2026, "days": 8 }, { "year": 2027, "days": 21 }, { "year": 2028, "days": 20 },
            { "year": 2029, "days": 20 }, { "year": 2030, "days": 3 }
        ],
        "custody": "both-parents", "guardians": [{ "name": "A" }, { "name": "B" }], "medicalExamination": "2026-06-01",
        "companyNumber": "471100", "agencyNumber": "12345678"
    })
}

fn with(changes: Json) -> Json {
    let mut answers = good();
    for (name, value) in changes.as_object().unwrap() {
        answers[name] = value.clone();
    }
    answers
}

fn said(answers: Json) -> Vec<Complaint> {
    complaints(&serde_json::from_value(answers).unwrap(), true, TODAY)
}

/// Pointer, code, paragraph, limit of the only complaint.
fn only(changes: Json) -> (String, &'static str, String, Option<i64>) {
    let mut all = said(with(changes.clone()));
    assert_eq!(all.len(), 1, "{changes}: {all:?}");
    let one = all.remove(0);
    (one.pointer, one.code, one.paragraph.unwrap_or_default(), one.limit)
}

fn codes(changes: Json) -> Vec<&'static str> {
    said(with(changes)).iter().map(|complaint| complaint.code).collect()
}

fn is(
    pointer: &str,
    code: &'static str,
    paragraph: &str,
    limit: Option<i64>,
) -> (String, &'static str, String, Option<i64>) {
    (pointer.to_owned(), code, paragraph.to_owned(), limit)
}

#[test]
fn a_faultless_contract_has_no_complaints_and_an_empty_one_neither() {
    assert_eq!(said(good()), []);
    assert_eq!(said(json!({})), []);
    assert_eq!(said(json!({ "start": 4, "holiday": "many", "dailyHours": {}, "shorteningGround": [] })), []);
}

#[test]
fn a_draft_is_not_told_what_it_lacks_yet() {
    let lacking = with(json!({ "guardians": [], "medicalExamination": null, "payYear4": null, "holiday": [] }));
    let draft = serde_json::from_value(lacking.clone()).unwrap();
    assert_eq!(complaints(&draft, false, TODAY), []);
    let all: Vec<_> = said(lacking).iter().map(|complaint| complaint.code).collect();
    assert_eq!(all, ["guardians-missing", "certificate-missing", "pay-missing", "holiday-missing"]);
}

#[test]
fn probation_is_one_to_four_months() {
    assert_eq!(
        only(json!({ "probationMonths": 0 })),
        is("/probationMonths", "probation-too-short", "§ 20 BBiG", Some(1))
    );
    assert_eq!(
        only(json!({ "probationMonths": 5 })),
        is("/probationMonths", "probation-too-long", "§ 20 BBiG", Some(4))
    );
}

#[test]
fn minors_work_eight_hours_on_five_days_and_an_adult_may_work_more() {
    let day = "§ 8 JArbSchG";
    assert_eq!(
        only(json!({ "weeklyHours": "40:30", "dailyHours": "8" })),
        is("/weeklyHours", "week-too-long", day, Some(40))
    );
    assert_eq!(only(json!({ "dailyHours": "9" })), is("/dailyHours", "day-too-long", day, Some(8)));
    let shorter = "day-longer-when-others-are-shorter";
    assert_eq!(only(json!({ "dailyHours": "8,5" })), is("/dailyHours", shorter, day, Some(8)));
    assert_eq!(codes(json!({ "dailyHours": "8,5", "weeklyHours": "42,5" })), ["day-too-long", "week-too-long"]);
    let days = is("/daysAWeek", "too-many-days", "§ 15 JArbSchG", Some(5));
    let six: Vec<_> =
        said(with(json!({ "daysAWeek": 6 }))).into_iter().filter(|one| one.pointer == "/daysAWeek").collect();
    assert_eq!((six[0].code, six[0].limit), (days.1, days.3));
    // Of age on the first day.
    let adult = json!({ "born": "2008-09-01", "dailyHours": "8,5", "weeklyHours": "42,5" });
    assert_eq!(codes(adult), Vec::<&str>::new());
    let long = json!({ "born": "2000-09-01", "dailyHours": "10:30", "weeklyHours": "50" });
    assert_eq!(codes(long), ["day-too-long", "week-too-long"]);
    assert_eq!(only(json!({ "dailyHours": "acht" })).1, "not-hours");
    assert_eq!(only(json!({ "dailyHours": "7", "weeklyHours": "40" })).1, "week-does-not-fit-days");
}

#[test]
fn minors_have_guardians_and_were_examined_not_too_long_ago() {
    let guardians = "§ 11 BBiG, § 1629 BGB";
    assert_eq!(only(json!({ "guardians": [] })), is("/guardians", "guardians-missing", guardians, None));
    let one = json!({ "guardians": [{ "name": "A" }] });
    assert_eq!(only(one), is("/guardians", "second-guardian-missing", guardians, None));
    assert_eq!(codes(json!({ "guardians": [{ "name": "A" }], "custody": "one-parent" })), Vec::<&str>::new());
    let at = "/medicalExamination";
    let paragraph = "§ 32 JArbSchG";
    assert_eq!(only(json!({ at[1..]: null })), is(at, "certificate-missing", paragraph, Some(14)));
    assert_eq!(only(json!({ at[1..]: "2025-06-30" })), is(at, "certificate-too-old", paragraph, Some(14)));
    assert_eq!(codes(json!({ at[1..]: "2025-07-01" })), Vec::<&str>::new());
    assert_eq!(only(json!({ at[1..]: "2026-06-11" })).1, "in-the-future");
    let child = json!({ "born": "2011-09-02", "holiday": [
        { "year": 2026, "days": 30 }, { "year": 2027, "days": 30 }, { "year": 2028, "days": 30 }, { "year": 2029, "days": 30 }, { "year": 2030, "days": 30 }
    ] });
    assert_eq!(only(child), is("/born", "younger-than-fifteen", "§§ 5, 7 JArbSchG", Some(15)));
}

#[test]
fn pay_reaches_the_least_of_the_year_of_the_start_and_rises() {
    assert_eq!(only(json!({ "payYear1": 72399 })), is("/payYear1", "below-least-pay", "§ 17 BBiG", Some(72400)));
    let bound = said(with(json!({ "payYear1": 72399, "collectivelyBound": true })));
    assert_eq!((bound[0].code, bound[0].severity), ("below-least-pay-by-agreement", Severity::Warning));
    let flat = json!({ "payYear1": 110_000, "payYear2": 110_000, "payYear3": 120_000, "payYear4": 130_000 });
    assert_eq!(only(flat), is("/payYear2", "pay-does-not-rise", "§ 17 BBiG", Some(110_000)));
    assert_eq!(only(json!({ "payYear4": null })), is("/payYear4", "pay-missing", "§ 17 BBiG", None));
    assert_eq!(only(json!({ "payYear5": 120_000 })).1, "pay-after-the-end");
}

#[test]
fn the_least_pay_of_a_year_to_come_is_that_of_this_year_until_it_is_known() {
    let next = json!({ "start": "2027-09-01", "end": "2031-02-28", "holiday": [
        { "year": 2027, "days": 7 }, { "year": 2028, "days": 20 }, { "year": 2029, "days": 20 }, { "year": 2030, "days": 20 }, { "year": 2031, "days": 3 }
    ] });
    assert_eq!(only(next.clone()), is("/start", "least-pay-unknown", "§ 17 BBiG", None));
    let mut low = with(next);
    low["payYear1"] = json!(72399);
    let all = said(low);
    assert_eq!((all[0].code, all[0].severity), ("below-least-pay-of-the-year-before", Severity::Warning));
}

#[test]
fn the_least_pay_is_the_first_years_share_in_every_year_known() {
    for (year, pay) in &Rules::on(TODAY).unwrap().pay.by_year_of_start {
        let euros: Vec<i64> = pay.iter().map(|cents| cents / 100).collect();
        let of_first = |percent: i64| (euros[0] * percent + 50) / 100;
        assert_eq!(euros[1..], [of_first(118), of_first(135), of_first(140)], "{year}");
    }
}

/// A year shorter, with what else becomes shorter by it.
fn shorter(changes: Json) -> Json {
    let mut all = json!({
        "end": "2029-02-28", "payYear4": null,
        "holiday": [{ "year": 2026, "days": 8 }, { "year": 2027, "days": 21 }, { "year": 2028, "days": 20 }, { "year": 2029, "days": 3 }]
    });
    for (name, value) in changes.as_object().unwrap() {
        all[name] = value.clone();
    }
    all
}

#[test]
fn shorter_needs_a_ground_and_more_than_it_is_worth_wants_a_look() {
    let paragraph = "§ 8 BBiG, § 27c HwO";
    assert_eq!(only(shorter(json!({}))), is("/end", "shorter-without-a-ground", paragraph, Some(42)));
    let because = |ground: &str, months: u8| {
        shorter(json!({ "shortened": true, "shorteningGround": ground, "shorteningMonths": months }))
    };
    assert_eq!(codes(because("university-entrance", 12)), Vec::<&str>::new());
    let most = is("/shorteningMonths", "shortened-too-much", paragraph, Some(6));
    assert_eq!(only(because("intermediate-school", 12)), most);
    assert_eq!(only(because("university-entrance", 6)), is("/end", "shorter-than-agreed", paragraph, Some(36)));
    assert_eq!(only(because("over-21", 12)), is("/shorteningGround", "not-over-21", paragraph, Some(21)));
    let school = is("/shorteningMonths", "shortened-not-in-steps", "§ 7 BBiG, § 27a HwO", Some(6));
    let mut odd = because("credited-school", 11);
    odd["end"] = json!("2029-03-31");
    odd["payYear1"] = json!(85400);
    assert_eq!(said(with(odd)).into_iter().find(|one| one.pointer == school.0).map(|one| one.code), Some(school.1));
    let industry = shorter(json!({ "occupation": "industriemechaniker" }));
    assert_eq!(only(industry), is("/end", "shorter-without-a-ground", "§ 8 BBiG", Some(42)));
}

#[test]
fn longer_than_the_regulation_is_not_agreed_on_and_a_few_days_are_looked_at() {
    let later = with(json!({ "end": "2030-08-31" }));
    assert_eq!(said(later)[0].code, "longer-than-the-regulation");
    let near = said(with(json!({ "end": "2030-02-15" })));
    assert_eq!((near[0].code, near[0].severity, near.len()), ("end-a-few-days-off", Severity::Warning, 1));
    assert_eq!(codes(json!({ "end": "2026-08-31" })), ["ends-before-it-starts"]);
}

/// Three quarters of full time, four years instead of three.
fn part_time(percent: u8) -> Json {
    json!({
        "occupation": "tischler", "partTime": true, "partTimePercent": percent, "end": "2030-08-31",
        "dailyHours": "6", "weeklyHours": "30",
        "payYear1": 54300, "payYear2": 64050, "payYear3": 73275, "payYear4": 73275,
        "holiday": [
            { "year": 2026, "days": 8 }, { "year": 2027, "days": 21 }, { "year": 2028, "days": 20 },
            { "year": 2029, "days": 20 }, { "year": 2030, "days": 20 }
        ]
    })
}

#[test]
fn part_time_lasts_longer_is_paid_in_proportion_and_is_at_least_half() {
    assert_eq!(codes(part_time(75)), Vec::<&str>::new());
    let mut low = part_time(75);
    low["payYear1"] = json!(54299);
    assert_eq!(only(low), is("/payYear1", "below-least-pay", "§ 17 BBiG", Some(54300)));
    let little = said(with(part_time(49)));
    assert_eq!((little[0].code, little[0].limit), ("part-time-too-little", Some(50)));
    assert_eq!(little[0].paragraph.as_deref(), Some("§ 7a BBiG, § 27b HwO"));
    // Half of full time would be six years; one and a half times is four and a half.
    let mut half = part_time(50);
    half["end"] = json!("2032-08-31");
    let half = said(with(half));
    assert_eq!((half[0].code, half[0].limit), ("longer-than-the-regulation", Some(54)));
}

#[test]
fn holiday_goes_by_age_at_the_start_of_each_year() {
    let short = |nth: usize, days: u8| {
        let mut holiday = good()["holiday"].clone();
        holiday[nth]["days"] = json!(days);
        only(json!({ "holiday": holiday }))
    };
    let young = "§ 19 JArbSchG";
    assert_eq!(short(1, 20), is("/holiday/1/days", "holiday-too-short", young, Some(21)));
    assert_eq!(short(2, 19), is("/holiday/2/days", "holiday-too-short", "§ 3 BUrlG", Some(20)));
    // Seventeen on 1 January 2026 he is not yet: 21 days no, 23, of which four twelfths.
    assert_eq!(short(0, 7), is("/holiday/0/days", "holiday-too-short", young, Some(8)));
    let mut twice = good()["holiday"].clone();
    twice[1]["year"] = json!(2026);
    assert_eq!(codes(json!({ "holiday": twice })), ["holiday-year-twice", "holiday-missing"]);
    let mut outside = good()["holiday"].clone();
    outside[0]["year"] = json!(2025);
    assert_eq!(codes(json!({ "holiday": outside })), ["holiday-year-outside", "holiday-missing"]);
}

#[test]
fn numbers_of_the_business_are_numbers() {
    assert_eq!(only(json!({ "agencyNumber": "1234567" })), is("/agencyNumber", "not-an-agency-number", "", Some(8)));
    assert_eq!(only(json!({ "companyNumber": "ABC" })).1, "not-a-company-number");
    assert_eq!(codes(json!({ "companyNumber": "4711-00", "agencyNumber": "123 456 78" })), Vec::<&str>::new());
}

#[test]
fn a_start_that_is_over_wants_a_look() {
    let all = complaints(&serde_json::from_value(good()).unwrap(), true, date(2026, 9, 2));
    assert_eq!(all[0].code, "starts-in-the-past");
    assert_eq!(all[0].severity, Severity::Warning);
}
