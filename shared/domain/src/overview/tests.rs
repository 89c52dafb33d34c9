use super::*;
use crate::spend::Month;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

#[test]
fn a_year_is_twelve_months_and_is_due_in_january() {
    let year = Pace::Yearly.period(month("2026-12"));
    assert_eq!((year.from, year.to), (month("2026-01"), month("2026-12")));
    assert!(Pace::Yearly.is_due_after(month("2026-12")) && !Pace::Yearly.is_due_after(month("2026-11")));
    assert!(Pace::Monthly.is_due_after(month("2026-11")));
}

#[test]
fn an_overview_stands_ready_for_thirty_days() {
    let at: Timestamp = "2026-12-01T06:00:00Z".parse().unwrap();
    let id = "ovw_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap();
    let organisation = "org_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap();
    let wish = Wish {
        period: Period { from: month("2026-10"), to: month("2026-11") },
        codes: Codes::All,
        format: Format::Xlsx,
        language: Language::Dutch,
    };
    let (overview, effect) = Overview::ask(id, organisation, (None, None), wish, at);
    assert!(effect.is_printed() && overview.is_open() && !overview.is_downloadable(at));
    assert_eq!(overview.file_name(), "bestedingen-2026-10-2026-11.xlsx");
    let (ready, told) = overview.at_progress(120).made(Sum::default(), 7, at);
    assert!(!told.is_printed() && ready.is_downloadable(at));
    assert_eq!(ready.until().to_string(), "2026-12-31T06:00:00Z");
    assert!(!ready.is_downloadable(ready.until()));
}

#[test]
fn a_shard_goes_on_where_it_was_left_and_comes_back_for_those_passed_over() {
    let at: Timestamp = "2026-12-01T06:00:00Z".parse().unwrap();
    let (run, _) = Run::begin(Pace::Monthly, month("2026-11"), 3);
    let (run, next) = run.went((40, 2), Some("place".to_owned()), at);
    assert!(next.is_some() && run.clone().again().is_none(), "it is under way");
    let (run, next) = run.went((1, 0), None, at);
    assert!(next.is_none());
    let (again, effect) = run.again().unwrap();
    assert_eq!((again.after, again.left, again.sent), (None, 0, 41));
    assert!(matches!(effect, Effect::Overview(OverviewEffect::SendShard { shard: 3, .. })));
}
