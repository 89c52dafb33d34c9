//! An XLSX workbook: a sheet of totals, and the lines on as many sheets as they need. Rows go to a file on disk as they are written, so that
//! memory stays flat; numbers and dates are numbers and dates.

use std::fs::File;

use domain::language::Language;
use domain::overview::Totals;
use domain::spend::{Line, Sum};
use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::{Names, Title, Words};

/// The most lines on a sheet: Excel's 1,048,576 rows less the headings.
const LINES_ON_A_SHEET: u32 = 1_048_575;
/// How much is packed: a little larger than the most there is, in half the time.
const PACKING: u8 = 3;
/// The widths of the columns, in characters: their headings, and the arrow of the filter beside them, are never cut off in any language.
const WIDTHS: [f64; 18] =
    [9.0, 20.0, 33.0, 17.0, 22.0, 24.0, 20.0, 44.0, 14.0, 34.0, 22.0, 10.0, 13.0, 12.0, 13.0, 17.0, 20.0, 15.0];
/// The columns whose headings stand on the right, above numbers.
const NUMBERS: [u16; 4] = [11, 12, 13, 14];
/// The last column.
const LAST: u16 = 17;

/// A workbook being written.
pub struct Workbook {
    book: rust_xlsxwriter::Workbook,
    language: Language,
    words: &'static Words,
    looks: Looks,
    most: u32,
    sheets: usize,
    row: u32,
}

struct Looks {
    title: Format,
    heading: Format,
    amount: Format,
    strong: Format,
    money: Format,
    strong_money: Format,
    moment: Format,
    made: Format,
}

impl Looks {
    fn new(language: Language) -> Self {
        // Where the sign stands is of the language; comma and point are of the settings of whoever opens it.
        let money = Format::new().set_num_format(match language {
            Language::Dutch => "\"\u{20ac}\"\\ #,##0.00",
            Language::German => "#,##0.00\\ \"\u{20ac}\"",
            Language::English => "\"\u{20ac}\"#,##0.00",
        });
        let heading = Format::new().set_bold().set_background_color(0xEA_F3EE).set_border_bottom(FormatBorder::Thin);
        let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        Self {
            title: Format::new().set_bold().set_font_size(14),
            amount: heading.clone().set_align(FormatAlign::Right),
            heading,
            strong: Format::new().set_bold(),
            strong_money: money.clone().set_bold(),
            money,
            made: moment.clone().set_align(FormatAlign::Left),
            moment,
        }
    }
}

fn failed(error: XlsxError) -> std::io::Error {
    std::io::Error::other(error.to_string())
}

impl Workbook {
    /// Begins a workbook, with the sheet of totals first.
    ///
    /// # Errors
    /// When the words do not load or the disk cannot be written.
    pub fn begin(language: Language) -> std::io::Result<Self> {
        Self::with_sheets_of(LINES_ON_A_SHEET, language)
    }

    pub(super) fn with_sheets_of(most: u32, language: Language) -> std::io::Result<Self> {
        let words = Words::of(language)?;
        let mut book = rust_xlsxwriter::Workbook::new();
        book.set_zip_compression_level(PACKING);
        book.set_properties(&DocProperties::new().set_title(&words.title).set_author("Balie"));
        book.add_worksheet().set_name(&words.totals).map_err(failed)?.set_print_fit_to_pages(1, 0);
        let mut workbook = Self { book, language, words, looks: Looks::new(language), most, sheets: 0, row: 0 };
        workbook.turn().map_err(failed)?;
        Ok(workbook)
    }

    /// Takes another sheet, with the headings frozen at its top and repeated on every page that is printed of it.
    fn turn(&mut self) -> Result<(), XlsxError> {
        self.filter()?;
        self.sheets += 1;
        let name = match self.sheets {
            1 => self.words.lines.clone(),
            number => format!("{} {number}", self.words.lines),
        };
        let sheet = self.book.add_worksheet_with_constant_memory()?.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?.set_landscape().set_print_fit_to_pages(1, 0);
        for ((heading, width), column) in self.words.columns.iter().zip(WIDTHS).zip(0..) {
            sheet.set_column_width(column, width)?;
            let look = if NUMBERS.contains(&column) { &self.looks.amount } else { &self.looks.heading };
            sheet.write_string_with_format(0, column, heading, look)?;
        }
        self.row = 1;
        Ok(())
    }

    /// Gives the sheet that is full a filter over its lines.
    fn filter(&mut self) -> Result<(), XlsxError> {
        if self.row > 1 {
            self.book.worksheet_from_index(self.sheets)?.autofilter(0, 0, self.row - 1, LAST)?;
        }
        Ok(())
    }

    /// One line of what was spent.
    ///
    /// # Errors
    /// When the disk cannot be written.
    pub fn line(&mut self, line: &Line, names: &Names) -> std::io::Result<()> {
        if self.row > self.most {
            self.turn().map_err(failed)?;
        }
        self.write(line, names).map_err(failed)
    }

    fn write(&mut self, line: &Line, names: &Names) -> Result<(), XlsxError> {
        let (words, looks, row) = (self.words, &self.looks, self.row);
        let sheet = self.book.worksheet_from_index(self.sheets)?;
        let mut text = |column: u16, text: &str| match text {
            "" => Ok(()),
            text => sheet.write_string(row, column, text).map(drop),
        };
        text(0, &line.month.to_string())?;
        text(2, line.order.as_ref().map_or("", |order| order.as_str()))?;
        text(3, names.code(line.code.as_ref()))?;
        text(4, line.code.as_ref().map_or("", |code| code.label.as_str()))?;
        text(5, &line.by_name)?;
        text(6, line.product.as_str())?;
        text(7, Words::product(self.language, &line.product))?;
        // A number in the register may begin with noughts: it is text.
        text(8, line.subject.as_ref().map_or("", |subject| subject.kvk_number.as_str()))?;
        text(9, line.subject.as_ref().map_or("", |subject| &subject.name))?;
        text(10, line.reference.as_deref().unwrap_or_default())?;
        text(15, &words.by_invoice)?;
        text(16, names.invoice(line.month))?;
        text(17, if line.late { &words.late } else { "" })?;
        sheet.write_number_with_format(row, 1, serial(names.local(line.at)), &looks.moment)?;
        sheet.write_number(row, 11, 1.0)?;
        sheet.write_number_with_format(row, 12, euros(line.net_cents), &looks.money)?;
        sheet.write_number_with_format(row, 13, euros(line.vat_cents), &looks.money)?;
        sheet.write_number_with_format(row, 14, euros(line.gross_cents()), &looks.money)?;
        self.row += 1;
        Ok(())
    }

    /// Fills in the totals and packs the workbook into a file without a name, to be read from its beginning.
    ///
    /// # Errors
    /// When the disk cannot be written.
    pub fn end_with(mut self, totals: &Totals, names: &Names, title: &Title) -> std::io::Result<File> {
        self.sum_up(totals, names, title).map_err(failed)?;
        let mut file = tempfile::tempfile()?;
        self.book.save_to_writer(&mut file).map_err(failed)?;
        std::io::Seek::rewind(&mut file)?;
        Ok(file)
    }

    fn sum_up(&mut self, totals: &Totals, names: &Names, title: &Title) -> Result<(), XlsxError> {
        self.filter()?;
        let (words, language, looks) = (self.words, self.language, &self.looks);
        let sheet = self.book.worksheet_from_index(0)?;
        for (width, column) in [26.0, 46.0, 10.0, 14.0, 12.0, 14.0].into_iter().zip(0..) {
            sheet.set_column_width(column, width)?;
        }
        sheet.write_string_with_format(0, 0, &words.title, &looks.title)?;
        let codes = title.codes.as_ref().map_or_else(|| words.all_codes.clone(), |codes| codes.join(", "));
        let facts = [
            (&words.organisation, format!("{} (KvK {})", title.organisation, title.kvk_number)),
            (&words.main_user, title.main_user.clone().unwrap_or_default()),
            (&words.period, format!("{} - {}", title.period.from, title.period.to)),
            (&words.codes, codes),
        ];
        let mut row = 1;
        for (label, value) in facts {
            sheet.write_string(row, 0, label)?.write_string(row, 1, value)?;
            row += 1;
        }
        sheet.write_string(row, 0, &words.made)?;
        sheet.write_number_with_format(row, 1, serial(names.local(title.made_at)), &looks.made)?;
        let mut sums = Sums { sheet, words, looks, row: row + 2 };
        // Below which headings of the lines what is summed is found.
        sums.headings(&words.by_code, 4)?;
        for (id, total) in &totals.codes {
            sums.sum(names.code_of(id), total.label.as_ref().map_or("", |label| label.as_str()), total.sum)?;
        }
        if totals.no_code.lines > 0 {
            sums.sum(&words.no_code, "", totals.no_code)?;
        }
        sums.headings(&words.by_product, 7)?;
        for (product, sum) in &totals.products {
            sums.sum(product.as_str(), Words::product(language, product), *sum)?;
        }
        sums.headings(&words.by_month, 16)?;
        for (month, sum) in &totals.months {
            sums.sum(&month.to_string(), names.invoice(*month), *sum)?;
        }
        sums.row += 1;
        sums.all(totals.all)
    }
}

/// The blocks of totals, one below the other.
struct Sums<'a> {
    sheet: &'a mut Worksheet,
    words: &'static Words,
    looks: &'a Looks,
    row: u32,
}

impl Sums<'_> {
    fn headings(&mut self, what: &str, second: usize) -> Result<(), XlsxError> {
        self.row += 1;
        let second = self.words.columns.get(second).map_or("", String::as_str);
        let amounts = self.words.columns.iter().skip(12).take(3).map(String::as_str);
        for (heading, column) in [what, second, &self.words.count].into_iter().chain(amounts).zip(0..) {
            let look = if column < 2 { &self.looks.heading } else { &self.looks.amount };
            self.sheet.write_string_with_format(self.row, column, heading, look)?;
        }
        self.row += 1;
        Ok(())
    }

    fn sum(&mut self, name: &str, second: &str, sum: Sum) -> Result<(), XlsxError> {
        self.sheet.write_string(self.row, 0, name)?.write_string(self.row, 1, second)?;
        self.sheet.write_number(self.row, 2, counted(sum.lines))?;
        self.amounts(sum, &self.looks.money)
    }

    fn all(&mut self, sum: Sum) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, &self.words.all, &self.looks.strong)?;
        self.sheet.write_number_with_format(self.row, 2, counted(sum.lines), &self.looks.strong)?;
        self.amounts(sum, &self.looks.strong_money)
    }

    fn amounts(&mut self, sum: Sum, look: &Format) -> Result<(), XlsxError> {
        for (cents, column) in [sum.net_cents, sum.vat_cents, sum.gross_cents].into_iter().zip(3..) {
            self.sheet.write_number_with_format(self.row, column, euros(cents), look)?;
        }
        self.row += 1;
        Ok(())
    }
}

/// Cents as a spreadsheet keeps an amount. Exact to the cent up to ninety thousand milliard euros.
#[expect(clippy::cast_precision_loss, reason = "a spreadsheet keeps numbers so")]
fn euros(cents: i64) -> f64 {
    cents as f64 / 100.0
}

#[expect(clippy::cast_precision_loss, reason = "a spreadsheet keeps numbers so")]
const fn counted(lines: i64) -> f64 {
    lines as f64
}

/// A moment as a spreadsheet counts it: days since the last one but one of 1899, and the part of the day.
fn serial(at: DateTime) -> f64 {
    const FIRST: Date = jiff::civil::date(1899, 12, 30);
    let days = at.date().duration_since(FIRST).as_hours() / 24;
    let seconds = i32::from(at.hour()) * 3_600 + i32::from(at.minute()) * 60 + i32::from(at.second());
    f64::from(i32::try_from(days).unwrap_or_default()) + f64::from(seconds) / 86_400.0
}
