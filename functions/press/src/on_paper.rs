//! An overview of what was spent, on paper.

use domain::language::Language;
use domain::overview::Totals;
use domain::spend::Line;
use paper::{OverviewBlock, OverviewSheet, overview as typeset};
use sheet::overview::{Names, Title, Words};

/// The paper. Without lines there are too many to print, and it says so.
pub(crate) fn overview(
    language: Language,
    title: &Title,
    names: &Names,
    lines: Option<&[Line]>,
    totals: &Totals,
) -> std::io::Result<Vec<u8>> {
    let words = Words::of(language)?;
    let euros = |cents| domain::amount::euros(language, cents);
    let amounts = |sum: domain::spend::Sum| {
        [sum.lines.to_string(), euros(sum.net_cents), euros(sum.vat_cents), euros(sum.gross_cents)]
    };
    let sums = |heading: &str, rows: Vec<[String; 2]>, sums: Vec<domain::spend::Sum>| OverviewBlock {
        heading: heading.to_owned(),
        columns: [heading, ""]
            .into_iter()
            .chain([words.count.as_str()])
            .chain(headings(words, 12..15))
            .map(str::to_owned)
            .collect(),
        amounts: 4,
        rows: rows.into_iter().zip(sums).map(|(names, sum)| names.into_iter().chain(amounts(sum)).collect()).collect(),
    };
    let mut by_code: Vec<_> = totals
        .codes
        .iter()
        .map(|(id, total)| {
            let label = total.label.as_ref().map_or_else(String::new, |label| label.as_str().to_owned());
            ([names.code_of(id).to_owned(), label], total.sum)
        })
        .collect();
    if totals.no_code.lines > 0 {
        by_code.push(([words.no_code.clone(), String::new()], totals.no_code));
    }
    let by_product = totals
        .products
        .iter()
        .map(|(product, sum)| ([Words::product(language, product).to_owned(), product.to_string()], *sum));
    let by_month =
        totals.months.iter().map(|(month, sum)| ([month.to_string(), names.invoice(*month).to_owned()], *sum));
    let blocks = [
        (&words.by_code, by_code),
        (&words.by_product, by_product.collect()),
        (&words.by_month, by_month.collect()),
        (&words.all, vec![([words.all.clone(), String::new()], totals.all)]),
    ];
    let blocks = blocks.into_iter().filter(|(_, rows)| !rows.is_empty()).map(|(heading, rows)| {
        let (named, summed) = rows.into_iter().unzip();
        sums(heading, named, summed)
    });
    let codes = title.codes.as_ref().map_or_else(|| words.all_codes.clone(), |codes| codes.join(", "));
    let mut notes = Vec::new();
    if lines.is_none() {
        notes.push(words.too_many.replace("{lines}", &totals.all.lines.to_string()));
    }
    if totals.all.lines == 0 {
        notes.push(words.nothing.clone());
    }
    if lines.is_some_and(|lines| lines.iter().any(|line| line.late)) {
        notes.push(words.late_means.clone());
    }
    let sheet = OverviewSheet {
        title: words.title.clone(),
        facts: vec![
            (words.organisation.clone(), format!("{} (KvK {})", title.organisation, title.kvk_number)),
            (words.main_user.clone(), title.main_user.clone().unwrap_or_default()),
            (words.period.clone(), format!("{} \u{2013} {}", title.period.from, title.period.to)),
            (words.codes.clone(), codes),
        ],
        notes,
        totals: blocks.collect(),
        lines: lines.filter(|lines| !lines.is_empty()).map(|lines| listed(language, words, names, lines)),
        made_on: names.local(title.made_at).date(),
    };
    typeset(&sheet, language).map_err(|error| std::io::Error::other(error.to_string()))
}

/// The lines, with what belongs together in one cell: paper is not as wide as a spreadsheet.
fn listed(language: Language, words: &Words, names: &Names, lines: &[Line]) -> OverviewBlock {
    let euros = |cents| domain::amount::euros(language, cents);
    let row = |line: &Line| {
        let at = names.local(line.at);
        let label = line.code.as_ref().map_or("", |code| code.label.as_str());
        let subject = line.subject.as_ref().map(|subject| format!("{} ({})", subject.name, subject.kvk_number));
        vec![
            at.strftime("%Y-%m-%d %H:%M").to_string(),
            two(names.code(line.code.as_ref()), label),
            line.by_name.clone(),
            Words::product(language, &line.product).to_owned(),
            subject.unwrap_or_default(),
            line.reference.clone().unwrap_or_default(),
            two(names.invoice(line.month), if line.late { &words.late } else { "" }),
            euros(line.net_cents),
            euros(line.vat_cents),
            euros(line.gross_cents()),
        ]
    };
    OverviewBlock {
        heading: words.lines.clone(),
        columns: [1, 3, 5, 7, 9, 10, 16, 12, 13, 14]
            .into_iter()
            .flat_map(|column| headings(words, column..column + 1))
            .map(str::to_owned)
            .collect(),
        amounts: 3,
        rows: lines.iter().map(row).collect(),
    }
}

fn headings(words: &Words, which: std::ops::Range<usize>) -> impl Iterator<Item = &str> {
    words.columns.iter().skip(which.start).take(which.len()).map(String::as_str)
}

fn two(first: &str, second: &str) -> String {
    [first, second].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" \u{b7} ")
}
