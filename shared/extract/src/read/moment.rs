//! When an extract was made: the sentence that says so.

use jiff::civil::{Date, Time};

use super::{Layout, Unreadable};

/// The sentence that says when it was made, wherever it stands and however its line is broken.
pub(super) fn moment(pages: &[Vec<String>], layout: Layout) -> Result<(Date, Option<Time>), Unreadable> {
    let whole = pages.iter().flatten().map(|line| line.to_lowercase()).collect::<Vec<_>>().join(" ");
    let openings: &[&str] = match layout {
        Layout::Dutch => &["uittreksel is vervaardigd op ", "uittreksel vervaardigd op "],
        Layout::English => &["extract was made on ", "extract was produced on ", "extract made on "],
    };
    let mut found = openings
        .iter()
        .flat_map(|opening| whole.match_indices(opening).filter_map(|(at, _)| dated(whole.get(at + opening.len()..)?)));
    let moment = found.next().ok_or(Unreadable::NoMoment)?;
    if found.all(|other| other == moment) { Ok(moment) } else { Err(Unreadable::SeveralMoments) }
}

/// `12-03-2025 om 10.15 uur`, `12 maart 2025 at 10:15`: a date, then perhaps a time.
pub(super) fn dated(text: &str) -> Option<(Date, Option<Time>)> {
    let mut numbers = text.split([' ', '-', '/', ',']).filter(|word| !word.is_empty());
    let day = numbers.next()?.parse().ok()?;
    let month = month(numbers.next()?)?;
    let year = numbers.next()?.trim_end_matches('.').parse().ok().filter(|year| (1850..=2200).contains(year))?;
    let date = Date::new(year, month, day).ok()?;
    let time = match numbers.next() {
        Some("om" | "at" | "te") => numbers.next().and_then(clock),
        _ => None,
    };
    Some((date, time))
}

fn clock(word: &str) -> Option<Time> {
    let (hour, rest) = word.split_once(['.', ':'])?;
    let minute = rest.split(['.', ':']).next()?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

fn month(word: &str) -> Option<i8> {
    const DUTCH: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    const ENGLISH: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let named =
        |names: [&str; 12]| names.into_iter().zip(1..).find(|(name, _)| *name == word).map(|(_, number)| number);
    word.parse().ok().or_else(|| named(DUTCH)).or_else(|| named(ENGLISH))
}
