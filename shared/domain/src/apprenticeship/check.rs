//! Whether a contract's terms are plausible: every finding names its field, what is allowed, and the paragraph it rests on.

use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::rules::Rules;
use super::terms::Terms;
use super::{age, duration, holiday, pay};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The chamber cannot register it so.
    Error,
    /// It can be right, and wants a look.
    Warning,
}

/// One thing that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// The field, as a JSON pointer within the terms.
    pub pointer: String,
    /// What is wrong, as a stable code pages have words for.
    pub code: &'static str,
    /// How bad.
    pub severity: Severity,
    /// The paragraph it rests on.
    pub paragraph: String,
    /// The limit, when there is one: days, months, minutes or cents as the code says.
    pub limit: Option<i64>,
}

/// Everything that does not fit, in the order of the form.
pub fn check(terms: &Terms, rules: &Rules) -> Vec<Finding> {
    let mut findings = Vec::new();
    dates(terms, rules, &mut findings);
    probation(terms, rules, &mut findings);
    working_time(terms, rules, &mut findings);
    pay_of_each_year(terms, rules, &mut findings);
    holidays(terms, rules, &mut findings);
    minors(terms, rules, &mut findings);
    findings
}

fn found(
    pointer: impl Into<String>,
    code: &'static str,
    severity: Severity,
    paragraph: &str,
    limit: Option<i64>,
) -> Finding {
    Finding { pointer: pointer.into(), code, severity, paragraph: paragraph.to_owned(), limit }
}

const BBIG_11: &str = "§ 11 BBiG";

fn dates(terms: &Terms, rules: &Rules, findings: &mut Vec<Finding>) {
    if terms.end <= terms.start {
        findings.push(found("/end", "ends-before-it-starts", Severity::Error, BBIG_11, None));
        return;
    }
    if let Some(shortening) = terms.shortening {
        let most = rules
            .shortening
            .grounds
            .iter()
            .find(|ground| ground.ground == shortening.ground)
            .map_or(0, |ground| ground.most_months);
        if shortening.months > most {
            findings.push(found(
                "/shortening/months",
                "shortened-too-much",
                Severity::Error,
                &rules.shortening.paragraph,
                Some(i64::from(most)),
            ));
        }
    }
    if let Some(percent) = terms.part_time_percent
        && percent < rules.part_time.least_percent
    {
        let least = i64::from(rules.part_time.least_percent);
        findings.push(found(
            "/partTimePercent",
            "part-time-too-little",
            Severity::Error,
            &rules.part_time.paragraph,
            Some(least),
        ));
    }
    let months = duration::months(terms, rules);
    let last = duration::last_day(terms.start, months);
    if terms.end != last {
        let (code, paragraph) = if terms.end > last {
            ("longer-than-the-regulation", &rules.part_time.paragraph)
        } else {
            ("shorter-without-a-ground", &rules.shortening.paragraph)
        };
        // A few days at the end of a month are how schools and examinations fall.
        let near = (terms.end.until(last).map_or(i32::MAX, |span| span.get_days())).abs() <= 31;
        let severity = if near { Severity::Warning } else { Severity::Error };
        findings.push(found("/end", code, severity, paragraph, Some(i64::from(months))));
    }
}

fn probation(terms: &Terms, rules: &Rules, findings: &mut Vec<Finding>) {
    let rule = &rules.probation;
    if terms.probation_months < rule.least_months {
        let limit = Some(i64::from(rule.least_months));
        findings.push(found("/probationMonths", "probation-too-short", Severity::Error, &rule.paragraph, limit));
    }
    if terms.probation_months > rule.most_months {
        let limit = Some(i64::from(rule.most_months));
        findings.push(found("/probationMonths", "probation-too-long", Severity::Error, &rule.paragraph, limit));
    }
}

fn is_minor(terms: &Terms) -> bool {
    terms.start < age::of_age(terms.born)
}

fn working_time(terms: &Terms, rules: &Rules, findings: &mut Vec<Finding>) {
    let minor = is_minor(terms);
    let (day, week, paragraph) = if minor {
        (rules.minors.most_minutes_a_day, rules.minors.most_minutes_a_week, &rules.minors.paragraph_day)
    } else {
        (rules.adults.most_minutes_a_day, rules.adults.most_minutes_a_week, &rules.adults.paragraph)
    };
    if terms.daily_minutes > day {
        findings.push(found("/dailyMinutes", "day-too-long", Severity::Error, paragraph, Some(i64::from(day))));
    }
    if terms.weekly_minutes > week {
        findings.push(found("/weeklyMinutes", "week-too-long", Severity::Error, paragraph, Some(i64::from(week))));
    }
    if minor && terms.days_a_week > rules.minors.most_days_a_week {
        let limit = Some(i64::from(rules.minors.most_days_a_week));
        findings.push(found("/daysAWeek", "too-many-days", Severity::Error, &rules.minors.paragraph_days, limit));
    }
    let fits = u32::from(terms.daily_minutes) * u32::from(terms.days_a_week.max(1));
    if u32::from(terms.weekly_minutes) > fits {
        findings.push(found(
            "/weeklyMinutes",
            "week-does-not-fit-days",
            Severity::Warning,
            BBIG_11,
            Some(i64::from(fits)),
        ));
    }
}

fn pay_of_each_year(terms: &Terms, rules: &Rules, findings: &mut Vec<Finding>) {
    let years = duration::years(terms.start, terms.end);
    if terms.monthly_pay_cents.len() < years {
        let pointer = format!("/monthlyPayCents/{}", terms.monthly_pay_cents.len());
        findings.push(found(pointer, "pay-missing", Severity::Error, &rules.pay.paragraph, None));
    }
    if !rules.pay.by_year_of_start.contains_key(&terms.start.year()) {
        findings.push(found("/start", "least-pay-unknown", Severity::Warning, &rules.pay.paragraph, None));
    }
    let mut before: Option<i64> = None;
    for (nth, paid) in terms.monthly_pay_cents.iter().enumerate() {
        let pointer = format!("/monthlyPayCents/{nth}");
        if let Some(full) = pay::least(rules, terms.start.year(), nth) {
            let least = pay::in_part_time(full, terms.part_time_percent);
            if *paid < least {
                // A collective agreement may set less (section 17 (3) BBiG): the chamber looks at it.
                let severity = if terms.collective_agreement { Severity::Warning } else { Severity::Error };
                findings.push(found(pointer.clone(), "below-least-pay", severity, &rules.pay.paragraph, Some(least)));
            }
        }
        if before.is_some_and(|before| *paid <= before) {
            findings.push(found(pointer, "pay-does-not-rise", Severity::Error, &rules.pay.paragraph, before));
        }
        before = Some(*paid);
    }
}

fn holidays(terms: &Terms, rules: &Rules, findings: &mut Vec<Finding>) {
    for year in terms.start.year()..=terms.end.year().max(terms.start.year()) {
        let Some((whole, rule)) = holiday::least(rules, terms.born, year, terms.days_a_week) else { continue };
        let least = i64::from(holiday::share(whole, year, terms.start, terms.end));
        match terms.holiday.iter().position(|holiday| holiday.year == year) {
            None if least > 0 => {
                findings.push(found("/holiday", "holiday-missing", Severity::Error, &rule.paragraph, Some(least)));
            }
            Some(at) if terms.holiday.get(at).is_some_and(|holiday| i64::from(holiday.days) < least) => {
                let pointer = format!("/holiday/{at}/days");
                findings.push(found(pointer, "holiday-too-short", Severity::Error, &rule.paragraph, Some(least)));
            }
            _ => {}
        }
    }
}

fn minors(terms: &Terms, rules: &Rules, findings: &mut Vec<Finding>) {
    if !is_minor(terms) {
        return;
    }
    let rule = &rules.minors;
    if terms.guardians == 0 {
        findings.push(found("/guardians", "guardians-missing", Severity::Error, &rule.paragraph_guardians, None));
    }
    let oldest: Date = terms.start.saturating_sub(rule.certificate_months.months());
    match terms.medical_certificate {
        None => findings.push(found(
            "/medicalCertificate",
            "certificate-missing",
            Severity::Warning,
            &rule.paragraph_certificate,
            None,
        )),
        Some(given) if given < oldest => {
            let limit = Some(i64::from(rule.certificate_months));
            findings.push(found(
                "/medicalCertificate",
                "certificate-too-old",
                Severity::Error,
                &rule.paragraph_certificate,
                limit,
            ));
        }
        Some(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::terms::{Ground, Holiday, Shortening};
    use super::*;

    fn rules() -> Rules {
        serde_json::from_str(include_str!("rules.json")).unwrap()
    }

    /// Seventeen at the start, three and a half years, everything as it should be.
    fn good() -> Terms {
        Terms {
            born: date(2009, 3, 14),
            start: date(2026, 9, 1),
            end: date(2030, 2, 28),
            standard_months: 42,
            shortening: None,
            part_time_percent: None,
            probation_months: 4,
            daily_minutes: 480,
            weekly_minutes: 2400,
            days_a_week: 5,
            monthly_pay_cents: vec![72400, 85400, 97700, 101400],
            collective_agreement: false,
            holiday: vec![
                Holiday { year: 2026, days: 8 },
                Holiday { year: 2027, days: 21 },
                Holiday { year: 2028, days: 20 },
                Holiday { year: 2029, days: 20 },
                Holiday { year: 2030, days: 4 },
            ],
            medical_certificate: Some(date(2026, 6, 1)),
            guardians: 2,
        }
    }

    fn codes(terms: &Terms) -> Vec<&'static str> {
        check(terms, &rules()).iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn a_faultless_contract_has_no_findings() {
        assert_eq!(check(&good(), &rules()), []);
    }

    #[test]
    fn probation_is_one_to_four_months() {
        assert_eq!(codes(&Terms { probation_months: 0, ..good() }), ["probation-too-short"]);
        assert_eq!(codes(&Terms { probation_months: 5, ..good() }), ["probation-too-long"]);
    }

    #[test]
    fn minors_work_eight_hours_five_days_and_need_guardians_and_a_certificate() {
        let long = Terms { daily_minutes: 510, weekly_minutes: 2550, ..good() };
        assert_eq!(codes(&long), ["day-too-long", "week-too-long"]);
        let adult = Terms { born: date(2008, 3, 14), holiday: good().holiday, ..long };
        assert_eq!(codes(&Terms { born: date(2008, 9, 1), ..adult }), Vec::<&str>::new(), "of age on the first day");
        assert_eq!(codes(&Terms { guardians: 0, ..good() }), ["guardians-missing"]);
        assert_eq!(codes(&Terms { medical_certificate: None, ..good() }), ["certificate-missing"]);
        assert_eq!(codes(&Terms { medical_certificate: Some(date(2025, 6, 30)), ..good() }), ["certificate-too-old"]);
        let six = Terms { days_a_week: 6, daily_minutes: 400, ..good() };
        assert!(codes(&six).contains(&"too-many-days"));
    }

    #[test]
    fn pay_reaches_the_least_of_the_year_of_the_start_and_rises() {
        let mut low = good();
        low.monthly_pay_cents[0] = 72399;
        let findings = check(&low, &rules());
        assert_eq!(findings[0].code, "below-least-pay");
        assert_eq!((findings[0].limit, findings[0].paragraph.as_str()), (Some(72400), "§ 17 BBiG"));
        low.collective_agreement = true;
        assert_eq!(check(&low, &rules())[0].severity, Severity::Warning);
        assert_eq!(
            codes(&Terms { monthly_pay_cents: vec![72400, 85400, 97700, 97700], ..good() }),
            ["below-least-pay", "pay-does-not-rise"]
        );
        assert_eq!(codes(&Terms { monthly_pay_cents: vec![72400, 85400, 97700], ..good() }), ["pay-missing"]);
    }

    #[test]
    fn the_least_pay_is_the_first_years_share_in_every_year_known() {
        for (year, pay) in &rules().pay.by_year_of_start {
            let euros: Vec<i64> = pay.iter().map(|cents| cents / 100).collect();
            let of_first = |percent: i64| (euros[0] * percent + 50) / 100;
            assert_eq!(euros[1..], [of_first(118), of_first(135), of_first(140)], "{year}");
        }
    }

    #[test]
    fn shorter_needs_a_ground_and_no_more_than_it_allows() {
        let shorter = Terms {
            end: date(2029, 2, 28),
            monthly_pay_cents: vec![72400, 85400, 97700],
            holiday: vec![
                Holiday { year: 2026, days: 8 },
                Holiday { year: 2027, days: 21 },
                Holiday { year: 2028, days: 20 },
                Holiday { year: 2029, days: 4 },
            ],
            ..good()
        };
        assert_eq!(codes(&shorter), ["shorter-without-a-ground"]);
        let because = |ground, months| Terms { shortening: Some(Shortening { ground, months }), ..shorter.clone() };
        assert_eq!(codes(&because(Ground::UniversityEntrance, 12)), Vec::<&str>::new());
        assert_eq!(codes(&because(Ground::IntermediateSchool, 12)), ["shortened-too-much"]);
    }

    #[test]
    fn part_time_lasts_longer_and_is_paid_in_proportion() {
        let half = Terms {
            part_time_percent: Some(75),
            standard_months: 36,
            end: date(2030, 8, 31),
            weekly_minutes: 1800,
            daily_minutes: 360,
            monthly_pay_cents: vec![54300, 64050, 73275, 76050],
            holiday: vec![
                Holiday { year: 2026, days: 8 },
                Holiday { year: 2027, days: 21 },
                Holiday { year: 2028, days: 20 },
                Holiday { year: 2029, days: 20 },
                Holiday { year: 2030, days: 20 },
            ],
            ..good()
        };
        assert_eq!(check(&half, &rules()), []);
        assert!(codes(&Terms { part_time_percent: Some(49), ..half }).contains(&"part-time-too-little"));
    }

    #[test]
    fn holiday_goes_by_age_at_the_start_of_each_year() {
        let short = |year: i16, days: u8| {
            let mut terms = good();
            terms.holiday.iter_mut().filter(|holiday| holiday.year == year).for_each(|holiday| holiday.days = days);
            check(&terms, &rules())
                .into_iter()
                .next()
                .map(|finding| (finding.pointer, finding.limit, finding.paragraph))
        };
        assert_eq!(short(2027, 20), Some(("/holiday/1/days".to_owned(), Some(21), "§ 19 JArbSchG".to_owned())));
        assert_eq!(short(2028, 19), Some(("/holiday/2/days".to_owned(), Some(20), "§ 3 BUrlG".to_owned())));
        // Seventeen on 1 January 2026 he is not: sixteen, so 23 days a year, of which four twelfths.
        assert_eq!(short(2026, 7), Some(("/holiday/0/days".to_owned(), Some(8), "§ 19 JArbSchG".to_owned())));
    }
}
