//! An overview of what was spent, on paper.

use domain::language::Language;
use domain::overview::Totals;
use domain::spend::{Line, Sum};
use paper::{OverviewBlock, OverviewSheet, PaperError, moment_said, month_said, overview as typeset};
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
    let amounts =
        |sum: Sum| [sum.lines.to_string(), euros(sum.net_cents), euros(sum.vat_cents), euros(sum.gross_cents)];
    let block = |heading: &str, named: [&str; 2], sums: Vec<([String; 2], Sum)>| OverviewBlock {
        heading: heading.to_owned(),
        columns: named
            .into_iter()
            .chain([words.count.as_str()])
            .chain(headings(words, 12..15))
            .map(str::to_owned)
            .collect(),
        amounts: 4,
        rows: sums.into_iter().map(|(names, sum)| names.into_iter().chain(amounts(sum)).collect()).collect(),
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
    let month = |month| month_said(month, language).map_err(broken);
    let mut by_month = Vec::new();
    for (of, sum) in &totals.months {
        by_month.push(([month(*of)?, names.invoice(*of).to_owned()], *sum));
    }
    let period = match (month(title.period.from)?, month(title.period.to)?) {
        (from, to) if from == to => from,
        (from, to) => format!("{from} \u{2013} {to}"),
    };
    let codes = title.codes.as_ref().map_or_else(|| words.all_codes.clone(), |codes| codes.join(", "));
    let everything = vec![([period.clone(), codes.clone()], totals.all)];
    // What is summed stands below the headings it has among the lines.
    let [of_month, code, label, product_code, product, invoice] =
        [0, 3, 4, 6, 7, 16].map(|column| headings(words, column..column + 1).next().unwrap_or_default());
    let blocks = [
        (&words.by_code, [code, label], by_code),
        (&words.by_product, [product, product_code], by_product.collect()),
        (&words.by_month, [of_month, invoice], by_month),
        (&words.all, [words.period.as_str(), words.codes.as_str()], everything),
    ];
    let blocks = blocks.into_iter().filter(|(_, _, sums)| !sums.is_empty());
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
            (words.period.clone(), period),
            (words.codes.clone(), codes),
        ],
        notes,
        totals: blocks.map(|(heading, named, sums)| block(heading, named, sums)).collect(),
        lines: lines
            .filter(|lines| !lines.is_empty())
            .map(|lines| listed(language, words, names, lines))
            .transpose()
            .map_err(broken)?,
        made_on: names.local(title.made_at).date(),
    };
    typeset(&sheet, language).map_err(broken)
}

fn broken(error: PaperError) -> std::io::Error {
    std::io::Error::other(error.to_string())
}

/// The lines, with what belongs together in one cell: paper is not as wide as a spreadsheet.
fn listed(language: Language, words: &Words, names: &Names, lines: &[Line]) -> Result<OverviewBlock, PaperError> {
    let euros = |cents| domain::amount::euros(language, cents);
    let row = |line: &Line| {
        let label = line.code.as_ref().map_or("", |code| code.label.as_str());
        let subject = line.subject.as_ref().map(|subject| format!("{} ({})", subject.name, subject.kvk_number));
        Ok(vec![
            moment_said(line.at, language)?,
            two(names.code(line.code.as_ref()), label),
            line.by_name.clone(),
            Words::product(language, &line.product).to_owned(),
            subject.unwrap_or_default(),
            line.reference.clone().unwrap_or_default(),
            two(names.invoice(line.month), if line.late { &words.late } else { "" }),
            euros(line.net_cents),
            euros(line.vat_cents),
            euros(line.gross_cents()),
        ])
    };
    Ok(OverviewBlock {
        heading: words.lines.clone(),
        columns: [1, 3, 5, 7, 9, 10, 16, 12, 13, 14]
            .into_iter()
            .flat_map(|column| headings(words, column..column + 1))
            .map(str::to_owned)
            .collect(),
        amounts: 3,
        rows: lines.iter().map(row).collect::<Result<_, PaperError>>()?,
    })
}

fn headings(words: &Words, which: std::ops::Range<usize>) -> impl Iterator<Item = &str> {
    words.columns.iter().skip(which.start).take(which.len()).map(String::as_str)
}

fn two(first: &str, second: &str) -> String {
    [first, second].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" \u{b7} ")
}
