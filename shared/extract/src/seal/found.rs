//! Finding the seal in a file: the signature dictionary whose byte range ends a revision, and the bytes it covers.

use lopdf::{Dictionary, Document, Object};

use crate::pdf::{self, Table};

/// The most places in a file that look like a seal's and are looked into.
const MOST_PLACES: usize = 6;
/// The largest seal, in bytes. Those with long chains and a timestamp are 15 kB.
const LARGEST_SEAL: usize = 128 * 1024;

/// What was found.
pub(crate) enum Found {
    /// The first seal of the file.
    Seal(Box<Seal>),
    /// There is a seal, but its byte range does not hold what it should.
    Misfit,
    /// No seal.
    Nothing,
}

/// A seal in its place.
pub(crate) struct Seal {
    /// The CMS message, with the zeros behind it.
    pub(crate) message: Vec<u8>,
    /// From the start of the file to the seal.
    pub(crate) before: usize,
    /// Where it goes on behind the seal.
    pub(crate) after: usize,
    /// Where what is covered ends: the end of a revision of the file.
    pub(crate) end: usize,
    /// The file as it was when it was sealed.
    pub(crate) document: Document,
}

/// Finds the earliest seal. A document sealed twice was changed after the first time; that is judged then.
pub(crate) fn find(bytes: &[u8]) -> Found {
    for end in ends(bytes) {
        let Some(revision) = bytes.get(..end).filter(|revision| ends_as_document(revision)) else { continue };
        let Ok(document) = pdf::open(revision, Table::AsWritten) else { continue };
        let ranges: Vec<_> = seals(&document).map(|seal| (range(seal), contents(seal))).collect();
        for (range, contents) in ranges {
            if let (Some([0, before, after, length]), Some(contents)) = (range, contents)
                && after.checked_add(length) == Some(end)
            {
                return match is_gap(bytes, before, after, &contents) {
                    true => Found::Seal(Box::new(Seal { message: contents, before, after, end, document })),
                    false => Found::Misfit,
                };
            }
        }
    }
    // Somewhere a dictionary claims to be a seal and none of the ranges fits.
    match pdf::open(bytes, Table::AsWritten) {
        Ok(document) if seals(&document).next().is_some() => Found::Misfit,
        Ok(_) | Err(_) => Found::Nothing,
    }
}

/// Where the revisions that some byte range covers would end, earliest first.
fn ends(bytes: &[u8]) -> Vec<usize> {
    const NAME: &[u8] = b"/ByteRange";
    let places =
        bytes.windows(NAME.len()).enumerate().filter(|(_, window)| *window == NAME).map(|(at, _)| at + NAME.len());
    let mut ends: Vec<usize> =
        places.take(MOST_PLACES).filter_map(|at| end_of_range(bytes.get(at..at + 120)?)).collect();
    ends.retain(|end| *end <= bytes.len());
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// `[0 840 19182 640]`: the sum of the last two.
fn end_of_range(text: &[u8]) -> Option<usize> {
    let inside = text.split(|byte| *byte == b']').next()?;
    let inside = std::str::from_utf8(inside).ok()?.trim_start().strip_prefix('[')?;
    let numbers: Vec<usize> = inside.split_ascii_whitespace().map_while(|number| number.parse().ok()).collect();
    match numbers.as_slice() {
        [_, _, after, length] => after.checked_add(*length),
        _ => None,
    }
}

fn ends_as_document(revision: &[u8]) -> bool {
    revision.trim_ascii_end().ends_with(b"%%EOF")
}

/// Every signature dictionary that is not a timestamp over the document.
pub(crate) fn seals(document: &Document) -> impl Iterator<Item = &Dictionary> {
    document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dictionary| dictionary.has(b"ByteRange") && dictionary.has(b"Contents") && !is_timestamp(dictionary))
}

/// Whether a signature dictionary holds a timestamp over the document, as archives add them (PAdES, ETSI EN 319 142-1).
pub(crate) fn is_timestamp(dictionary: &Dictionary) -> bool {
    let named =
        |key: &[u8], name: &[u8]| dictionary.get(key).and_then(Object::as_name).is_ok_and(|found| found == name);
    named(b"Type", b"DocTimeStamp") && named(b"SubFilter", b"ETSI.RFC3161")
}

fn range(seal: &Dictionary) -> Option<[usize; 4]> {
    let numbers = seal.get(b"ByteRange").ok()?.as_array().ok()?;
    let numbers: Option<Vec<usize>> =
        numbers.iter().map(|number| usize::try_from(number.as_i64().ok()?).ok()).collect();
    numbers?.try_into().ok()
}

fn contents(seal: &Dictionary) -> Option<Vec<u8>> {
    let contents = seal.get(b"Contents").ok()?.as_str().ok()?;
    (contents.len() <= LARGEST_SEAL).then(|| contents.to_vec())
}

/// Whether what is not covered is exactly the string of the seal: `<`, hexadecimal digits that spell it, `>`, behind the name `/Contents`.
fn is_gap(bytes: &[u8], before: usize, after: usize, contents: &[u8]) -> bool {
    let (Some(head), Some([b'<', digits @ .., b'>'])) = (bytes.get(..before), bytes.get(before..after)) else {
        return false;
    };
    let mut pairs = digits.chunks(2).map(|pair| match pair {
        [high, low] => Some(char::from(*high).to_digit(16)? * 16 + char::from(*low).to_digit(16)?),
        _ => None,
    });
    digits.len() == contents.len() * 2
        && head.trim_ascii_end().ends_with(b"/Contents")
        && contents.iter().all(|byte| pairs.next().flatten() == Some(u32::from(*byte)))
}
