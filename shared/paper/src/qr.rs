//! The QR code that leads from a paper to its case, as a picture of squares.

use fast_qr::{ECL, QRBuilder};

use crate::PaperError;

/// How many modules of white must stand around a QR code (ISO/IEC 18004).
const QUIET: usize = 4;

/// The code as SVG: one path, each row's runs of dark modules as rectangles.
pub(crate) fn svg(link: &str) -> Result<String, PaperError> {
    let code = QRBuilder::new(link).ecl(ECL::Q).build().map_err(|_| PaperError::Code)?;
    let side = code.size + 2 * QUIET;
    let mut path = String::new();
    for row in 0..code.size {
        let modules: &[_] = code.data.get(row * code.size..(row + 1) * code.size).unwrap_or_default();
        let mut at = 0;
        for run in modules.chunk_by(|one, next| one.value() == next.value()) {
            if run.first().is_some_and(|module| module.value()) {
                let (x, y, width) = (at + QUIET, row + QUIET, run.len());
                path.push_str(&format!("M{x} {y}h{width}v1h-{width}z"));
            }
            at += run.len();
        }
    }
    Ok(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path fill="#14231e" d="{path}"/></svg>"##
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_becomes_a_picture_and_a_book_does_not() {
        let picture = svg("https://balie.example/desk/paper/ABCD-EFGH-J").unwrap();
        assert!(picture.starts_with("<svg") && picture.matches('M').count() > 100);
        assert!(matches!(svg(&"x".repeat(5000)), Err(PaperError::Code)));
    }
}
