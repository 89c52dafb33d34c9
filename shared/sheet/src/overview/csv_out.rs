//! CSV as spreadsheet programs in Dutch and in German settings open it without asking: UTF-8 with its mark, semicolons, decimal commas, days
//! as 2026-11-22, lines that end as in Windows. No cell begins with what a spreadsheet would compute.
//!
//! Written by hand rather than with the `csv` crate: most cells are numbers and dates that need no looking at, and a million lines of
//! eighteen cells take half the time.

use std::io::Write;

use domain::language::Language;
use domain::overview::Totals;
use domain::spend::{Line, Sum};
use jiff::civil::{Date, DateTime};

use super::{Names, Title, Words};

/// A CSV file being written; what was written is taken away piece by piece with [`Csv::taken`].
pub struct Csv {
    out: Vec<u8>,
    language: Language,
    words: &'static Words,
}

impl Csv {
    /// Begins with the mark of UTF-8 and the headings.
    ///
    /// # Errors
    /// When the words do not load.
    pub fn begin(language: Language) -> std::io::Result<Self> {
        let words = Words::of(language)?;
        let mut csv = Self { out: "\u{feff}".into(), language, words };
        for heading in &words.columns {
            csv.text(heading);
        }
        csv.end();
        Ok(csv)
    }

    /// One line of what was spent.
    pub fn line(&mut self, line: &Line, names: &Names) {
        self.day(line.month.first_day());
        self.out.push(b';');
        self.moment(names.local(line.at));
        self.text(line.order.as_ref().map_or("", |order| order.as_str()));
        self.text(names.code(line.code.as_ref()));
        self.text(line.code.as_ref().map_or("", |code| code.label.as_str()));
        self.text(&line.by_name);
        self.text(line.product.as_str());
        self.text(Words::product(self.language, &line.product));
        self.text(line.subject.as_ref().map_or("", |subject| subject.kvk_number.as_str()));
        self.text(line.subject.as_ref().map_or("", |subject| &subject.name));
        self.text(line.reference.as_deref().unwrap_or_default());
        self.out.extend_from_slice(b"1;");
        self.cents(line.net_cents);
        self.cents(line.vat_cents);
        self.cents(line.gross_cents());
        self.text(&self.words.by_invoice);
        self.text(names.invoice(line.month));
        self.text(if line.late { &self.words.late } else { "" });
        self.end();
    }

    /// How much was written and not taken away, in bytes.
    pub const fn size(&self) -> usize {
        self.out.len()
    }

    /// Takes away what was written so far.
    pub fn taken(&mut self) -> Vec<u8> {
        let room = self.out.capacity();
        std::mem::replace(&mut self.out, Vec::with_capacity(room))
    }

    /// Ends with the totals, after an empty line, and with what the overview is about.
    pub fn end_with(mut self, totals: &Totals, names: &Names, title: &Title) -> Vec<u8> {
        let words = self.words;
        self.end();
        self.sums(&words.by_code);
        for (id, total) in &totals.codes {
            self.text(names.code_of(id));
            self.text(total.label.as_ref().map_or("", |label| label.as_str()));
            self.sum(total.sum);
        }
        if totals.no_code.lines > 0 {
            self.text(&words.no_code);
            self.text("");
            self.sum(totals.no_code);
        }
        self.sums(&words.by_product);
        for (product, sum) in &totals.products {
            self.text(product.as_str());
            self.text(Words::product(self.language, product));
            self.sum(*sum);
        }
        self.sums(&words.by_month);
        for (month, sum) in &totals.months {
            self.plain(format_args!("{month}"));
            self.text(names.invoice(*month));
            self.sum(*sum);
        }
        self.sums(&words.all);
        self.text(&words.all);
        self.text("");
        self.sum(totals.all);
        self.end();
        self.fact(&words.organisation, &format!("{} (KvK {})", title.organisation, title.kvk_number));
        self.fact(&words.main_user, title.main_user.as_deref().unwrap_or_default());
        self.fact(&words.period, &format!("{} - {}", title.period.from, title.period.to));
        let codes = title.codes.as_ref().map_or_else(|| words.all_codes.clone(), |codes| codes.join(", "));
        self.fact(&words.codes, &codes);
        self.text(&words.made);
        self.moment(names.local(title.made_at));
        self.end();
        self.out
    }

    fn fact(&mut self, label: &str, value: &str) {
        self.text(label);
        self.text(value);
        self.end();
    }

    /// The headings of a block of totals.
    fn sums(&mut self, what: &str) {
        let words = self.words;
        self.text(what);
        self.text("");
        self.text(&words.count);
        for heading in words.columns.iter().skip(12).take(3) {
            self.text(heading);
        }
        self.end();
    }

    fn sum(&mut self, sum: Sum) {
        self.plain(format_args!("{}", sum.lines));
        self.cents(sum.net_cents);
        self.cents(sum.vat_cents);
        self.cents(sum.gross_cents);
        self.end();
    }

    /// A cell of text, with what a spreadsheet would take for a formula made harmless, and in quotes where it must be.
    fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let formula = matches!(bytes.first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n'));
        let quoted = bytes.iter().any(|byte| matches!(byte, b';' | b'"' | b'\r' | b'\n' | b'\t'));
        if quoted {
            self.out.push(b'"');
        }
        if formula {
            self.out.push(b'\'');
        }
        if quoted {
            for byte in bytes {
                if *byte == b'"' {
                    self.out.push(b'"');
                }
                self.out.push(*byte);
            }
            self.out.push(b'"');
        } else {
            self.out.extend_from_slice(bytes);
        }
        self.out.push(b';');
    }

    /// What is ours and needs no looking at.
    fn plain(&mut self, what: std::fmt::Arguments<'_>) {
        // Writing to memory does not fail.
        let _ = self.out.write_fmt(what);
        self.out.push(b';');
    }

    /// `1234,50`: no sign for thousands, which would make it text in one of the two settings.
    fn cents(&mut self, cents: i64) {
        if cents < 0 {
            self.out.push(b'-');
        }
        self.whole(cents.unsigned_abs() / 100);
        self.out.push(b',');
        self.two(i8::try_from(cents.unsigned_abs() % 100).unwrap_or_default());
        self.out.push(b';');
    }

    /// `2026-11-22 14:30:05`: read as a date in both settings.
    fn moment(&mut self, at: DateTime) {
        self.day(at.date());
        self.out.push(b'-');
        self.two(at.day());
        for (before, part) in [(b' ', at.hour()), (b':', at.minute()), (b':', at.second())] {
            self.out.push(before);
            self.two(part);
        }
        self.out.push(b';');
    }

    /// `2026-11` of a day. Digits are put down one by one: half of a line is digits, and the machinery of formatting would take longer than all
    /// of its text.
    fn day(&mut self, day: Date) {
        self.two(i8::try_from(day.year() / 100).unwrap_or_default());
        self.two(i8::try_from(day.year() % 100).unwrap_or_default());
        self.out.push(b'-');
        self.two(day.month());
    }

    /// Two digits of a number from 0 to 99.
    fn two(&mut self, number: i8) {
        let number = number.unsigned_abs();
        self.out.extend_from_slice(&[b'0' + number / 10 % 10, b'0' + number % 10]);
    }

    fn whole(&mut self, number: u64) {
        let digits = std::iter::successors(Some(number), |rest| (*rest >= 10).then_some(rest / 10));
        let begin = self.out.len();
        self.out.extend(digits.map(|rest| b'0' + u8::try_from(rest % 10).unwrap_or_default()));
        if let Some(digits) = self.out.get_mut(begin..) {
            digits.reverse();
        }
    }

    /// The end of a line, in the place of its last semicolon.
    fn end(&mut self) {
        if self.out.last() == Some(&b';') {
            self.out.pop();
        }
        self.out.extend_from_slice(b"\r\n");
    }
}
