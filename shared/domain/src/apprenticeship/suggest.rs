//! What the rules would write down themselves: the last day, the least pay, the least holiday. The page offers it to take over.

use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::rules::Rules;
use super::terms::{Terms, pay_field};
use super::{agreed, duration, holiday, pay};
use crate::form::{Answers, Suggestion};

/// What the rules suggest for the answers of the form `apprenticeship-contract`.
pub fn suggestions(answers: &Answers, today: Date) -> Vec<Suggestion> {
    let terms = Terms::read(answers);
    let Some(rules) = Rules::on(terms.start.unwrap_or(today)) else { return Vec::new() };
    let Some(start) = terms.start else { return Vec::new() };
    let mut suggestions = Vec::new();
    let mut suggest = |field: String, value: Json, paragraph: &str| {
        suggestions.push(Suggestion { pointer: format!("/{field}"), value, paragraph: paragraph.to_owned() });
    };
    let regular = terms.regular_end(rules);
    if let Some(end) = regular {
        let paragraph = if terms.share().is_some() { &rules.part_time.paragraph } else { "§ 5 BBiG" };
        suggest("end".to_owned(), json!(end), paragraph);
    }
    let Some(end) = terms.end.filter(|end| *end > start).or(regular) else { return suggestions };
    for nth in 0..duration::years(start, end) {
        if let Some(least) = pay::least(rules, start.year(), nth, &terms) {
            suggest(pay_field(nth), json!(least.cents), &rules.pay.paragraph);
        }
    }
    if let Some(born) = terms.born {
        let years = start.year()..=end.year();
        let lines = years.filter_map(|year| {
            let (all, rule) = holiday::least(rules, born, year, agreed::days_a_week(&terms))?;
            Some((json!({ "year": year, "days": holiday::due(all, year, start, end) }), rule.paragraph.clone()))
        });
        let (lines, mut paragraphs): (Vec<Json>, Vec<String>) = lines.unzip();
        paragraphs.dedup();
        suggest("holiday".to_owned(), Json::Array(lines), &paragraphs.join(", "));
    }
    suggestions
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn suggested(answers: Json) -> Vec<(String, Json)> {
        let answers = serde_json::from_value(answers).unwrap();
        let all = suggestions(&answers, date(2026, 11, 22)).into_iter();
        all.map(|suggestion| (suggestion.pointer, suggestion.value)).collect()
    }

    #[test]
    fn a_start_and_an_occupation_give_end_and_pay_and_a_birth_gives_holiday() {
        let known = json!({ "occupation": "tischler", "start": "2026-08-01" });
        let at = |pointer: &str, value: Json| (pointer.to_owned(), value);
        assert_eq!(
            suggested(known),
            [
                at("/end", json!("2029-07-31")),
                at("/payYear1", json!(72400)),
                at("/payYear2", json!(85400)),
                at("/payYear3", json!(97700)),
            ]
        );
        let whole = json!({ "occupation": "tischler", "start": "2026-08-01", "born": "2009-05-01", "daysAWeek": 5 });
        let days = [(2026, 10), (2027, 21), (2028, 20), (2029, 20)];
        let days: Vec<Json> = days.iter().map(|(year, days)| json!({ "year": year, "days": days })).collect();
        assert_eq!(suggested(whole).last(), Some(&at("/holiday", json!(days))));
        assert_eq!(suggested(json!({ "occupation": "tischler" })), []);
    }

    #[test]
    fn part_time_lasts_longer_is_paid_in_proportion_and_need_not_rise_in_the_time_it_adds() {
        let part = json!({ "occupation": "tischler", "start": "2026-08-01", "partTime": true, "partTimePercent": 75 });
        let cents: Vec<Json> = suggested(part).into_iter().map(|(_, value)| value).collect();
        assert_eq!(cents, [json!("2030-07-31"), json!(54300), json!(64050), json!(73275), json!(73275)]);
    }

    #[test]
    fn two_years_of_school_that_count_begin_with_the_pay_of_the_third() {
        let credited = json!({
            "occupation": "tischler", "start": "2026-08-01", "shortened": true, "shorteningGround": "credited-school", "shorteningMonths": 12
        });
        let cents: Vec<Json> = suggested(credited).into_iter().map(|(_, value)| value).collect();
        assert_eq!(cents, [json!("2028-07-31"), json!(85400), json!(97700)]);
    }
}
