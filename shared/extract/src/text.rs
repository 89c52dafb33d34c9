//! The words on a page, in the order a person reads them.
//!
//! A PDF has no lines: it has pieces of text put at places, in any order. Pieces are collected with their place and joined into lines, so a
//! label and its value stand together whatever order the producer wrote them in. Only what a person can see is read: text drawn invisibly
//! (render mode 3, as under a scan) is not, since staff would decide about words they never saw.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::content::{Content, Operation};
use lopdf::{Document, Encoding, Object, ObjectId};

/// The most a page's content or a font's table may unpack to.
const MAX_PAGE_BYTES: usize = 8 * 1024 * 1024;
/// The most drawing operations of one page that are looked at; a dense page has some thousands.
const MAX_OPERATIONS: usize = 400_000;
/// How deep drawings may save their state (`q`) within one another.
const MAX_DEPTH: usize = 64;

/// The lines of a page from top to bottom, words separated by single spaces. A page that cannot be read has none.
pub(crate) fn lines(document: &Document, page: ObjectId) -> Vec<String> {
    let pieces = catch_unwind(AssertUnwindSafe(|| pieces(document, page).unwrap_or_default())).unwrap_or_default();
    into_lines(pieces)
}

/// Text and the place of its left end, in points from the lower left corner.
struct Piece {
    x: f32,
    y: f32,
    text: String,
}

fn into_lines(mut pieces: Vec<Piece>) -> Vec<String> {
    pieces.sort_by(|a, b| b.y.total_cmp(&a.y)); // stable, and total: a hostile NaN has a place too
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|first| (first.y - piece.y).abs() < 2.5) => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    rows.into_iter()
        .map(|mut row| {
            row.sort_by(|a, b| a.x.total_cmp(&b.x));
            let joined = row.into_iter().map(|piece| piece.text).collect::<Vec<_>>().join(" ");
            joined.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .filter(|line| !line.is_empty())
        .collect()
}

/// `[a b c d e f]` of the PDF specification: x' = ax + cy + e, y' = bx + dy + f.
#[derive(Clone, Copy)]
struct Matrix([f32; 6]);

impl Matrix {
    const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn shift(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First `self`, then `after`.
    fn then(self, after: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, after.0);
        Self([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }
}

/// Where the pen is.
struct Pen<'a> {
    page: Matrix,
    saved: Vec<Matrix>,
    line: Matrix,
    leading: f32,
    encoding: Option<&'a Encoding<'a>>,
    visible: bool,
    moved: bool,
}

fn pieces(document: &Document, page: ObjectId) -> lopdf::Result<Vec<Piece>> {
    let fonts = document.get_page_fonts(page)?;
    let encodings: BTreeMap<Vec<u8>, Encoding<'_>> = fonts
        .into_iter()
        .filter_map(|(name, font)| Some((name, font.get_font_encoding_with_limit(document, MAX_PAGE_BYTES).ok()?)))
        .collect();
    let content = document.get_page_content_with_limit(page, MAX_PAGE_BYTES)?;
    let mut pen = Pen {
        page: Matrix::IDENTITY,
        saved: Vec::new(),
        line: Matrix::IDENTITY,
        leading: 0.0,
        encoding: None,
        visible: true,
        moved: true,
    };
    let mut pieces: Vec<Piece> = Vec::new();
    for operation in Content::decode_iter(&content).take(MAX_OPERATIONS) {
        let Ok(operation) = operation else { break };
        if let Some(text) = pen.draw(&operation, &encodings) {
            let Matrix([.., x, y]) = pen.line.then(pen.page);
            match pieces.last_mut() {
                Some(last) if !pen.moved => last.text.push_str(&text), // a word may be written in several strokes
                _ => pieces.push(Piece { x, y, text }),
            }
            pen.moved = false;
        }
    }
    Ok(pieces)
}

impl<'a> Pen<'a> {
    /// Moves the pen; gives the text if the operation wrote any that can be seen.
    fn draw(&mut self, operation: &Operation, encodings: &'a BTreeMap<Vec<u8>, Encoding<'a>>) -> Option<String> {
        let operands = operation.operands.as_slice();
        if matches!(operation.operator.as_str(), "BT" | "Tm" | "Td" | "TD" | "T*" | "'" | "\"" | "cm" | "Q") {
            self.moved = true;
        }
        match operation.operator.as_str() {
            "q" if self.saved.len() < MAX_DEPTH => self.saved.push(self.page),
            "Q" => self.page = self.saved.pop().unwrap_or(Matrix::IDENTITY),
            "cm" => self.page = matrix(operands)?.then(self.page),
            "BT" => self.line = Matrix::IDENTITY,
            "Tm" => self.line = matrix(operands)?,
            "Td" => self.step(pair(operands)?),
            "TD" => {
                let (x, y) = pair(operands)?;
                self.leading = -y;
                self.step((x, y));
            }
            "TL" => self.leading = operands.first()?.as_float().ok()?,
            "T*" => self.step((0.0, -self.leading)),
            "Tr" => self.visible = operands.first()?.as_i64().is_ok_and(|mode| mode != 3 && mode != 7),
            "Tf" => {
                let name = operands.first().and_then(|name| name.as_name().ok());
                self.encoding = name.and_then(|name| encodings.get(name));
            }
            "Tj" | "TJ" => return self.written(operands.first()?),
            "'" => {
                self.step((0.0, -self.leading));
                return self.written(operands.first()?);
            }
            "\"" => {
                self.step((0.0, -self.leading));
                return self.written(operands.get(2)?);
            }
            _ => {}
        }
        None
    }

    fn step(&mut self, (x, y): (f32, f32)) {
        self.line = Matrix::shift(x, y).then(self.line);
    }

    fn written(&self, operand: &Object) -> Option<String> {
        let encoding = self.encoding.filter(|_| self.visible)?;
        if let Ok(bytes) = operand.as_str() {
            return Document::decode_text(encoding, bytes).ok();
        }
        let mut text = String::new();
        for item in operand.as_array().ok()? {
            if let Ok(bytes) = item.as_str() {
                text.push_str(&Document::decode_text(encoding, bytes).ok()?);
            } else if item.as_float().is_ok_and(|moved| moved < -200.0) {
                // Moving on by more than a fifth of the letter size is how many producers write a space.
                text.push(' ');
            }
        }
        Some(text)
    }
}

fn matrix(operands: &[Object]) -> Option<Matrix> {
    let numbers: Vec<f32> = operands.iter().filter_map(|operand| operand.as_float().ok()).collect();
    numbers.try_into().ok().map(Matrix)
}

fn pair(operands: &[Object]) -> Option<(f32, f32)> {
    match operands {
        [x, y] => Some((x.as_float().ok()?, y.as_float().ok()?)),
        _ => None,
    }
}
