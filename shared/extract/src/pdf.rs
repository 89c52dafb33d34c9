//! Opening a hostile PDF without harm: everything that unpacks has a budget, and it is counted before it is parsed.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{DecompressError, Dictionary, Document, Error, LoadOptions, Object, ObjectId, Stream};

use crate::inspect::{InspectionRefusal, MAX_PIXELS};

/// The most that one object stream or cross-reference table may unpack to. Real ones are under 200 kB.
const MAX_STRUCTURE_BYTES: usize = 2 * 1024 * 1024;
/// The most values all object streams together may hold. A value of one byte (`0 `) costs a hundred bytes once parsed, which is how
/// thirty kilobytes could become gigabytes.
const MAX_PACKED_VALUES: usize = 200_000;
/// The most that all other streams (page content, fonts, metadata) may unpack to.
const MAX_UNPACKED_BYTES: usize = 48 * 1024 * 1024;
/// The most objects a document may have. An extract has a hundred, a scan of three hundred pages some thousand.
const MAX_OBJECTS: usize = 20_000;
/// The most values a file may look to have when it is read as plain text from end to end. Streams are counted too: an object may be said to
/// lie within one. Ten megabytes of packed pictures come to 550,000 by chance.
const MAX_PLAIN_VALUES: usize = 600_000;
/// The same for a file that is to be compared with an earlier state of itself, when two are held in memory. Sealed extracts have some
/// thousand.
const MAX_COMPARED_VALUES: usize = 150_000;

/// Which cross-reference table to go by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Table {
    /// The one in the file.
    AsWritten,
    /// One made by scanning the file for objects: it also finds what the written one leaves out.
    Rebuilt,
}

/// Opens a document, or says why it must not be opened.
pub(crate) fn open(bytes: &[u8], table: Table) -> Result<Document, InspectionRefusal> {
    if values(bytes) > MAX_PLAIN_VALUES || objects(bytes) > MAX_OBJECTS {
        return Err(InspectionRefusal::UnpacksTooLarge);
    }
    let closed = load(bytes, table, Some(keep_packed))?;
    if closed.is_encrypted() || closed.was_encrypted() {
        return Err(InspectionRefusal::Encrypted);
    }
    let packed: Vec<_> = closed.objects.values().filter_map(packed_stream).collect();
    let mut left = MAX_PACKED_VALUES;
    for stream in packed {
        match stream.get_plain_content_with_limit(MAX_STRUCTURE_BYTES) {
            Ok(plain) => left = left.checked_sub(values(&plain)).ok_or(InspectionRefusal::UnpacksTooLarge)?,
            Err(error) if is_bomb(&error) => return Err(InspectionRefusal::UnpacksTooLarge),
            Err(_) => {}
        }
    }
    drop(closed);
    let document = load(bytes, table, None)?;
    if document.objects.len() > MAX_OBJECTS {
        return Err(InspectionRefusal::UnpacksTooLarge);
    }
    Ok(document)
}

/// Whether a file is small enough for two states of it to be held beside each other.
pub(crate) fn is_comparable(bytes: &[u8]) -> bool {
    values(bytes) <= MAX_COMPARED_VALUES
}

/// Unpacks every stream once within one budget. Pictures are judged by their measures instead: unpacked they are large by nature.
pub(crate) fn weigh_streams(document: &Document) -> Result<(), InspectionRefusal> {
    let mut left = MAX_UNPACKED_BYTES;
    for stream in document.objects.values().filter_map(|object| object.as_stream().ok()) {
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image") {
            let side = |key: &[u8]| number(document, &stream.dict, key).unwrap_or_default();
            if side(b"Width").saturating_mul(side(b"Height")) > MAX_PIXELS {
                return Err(InspectionRefusal::TooManyPixels);
            }
            continue;
        }
        match stream.get_plain_content_with_limit(left) {
            Ok(plain) => left = left.saturating_sub(plain.len()),
            Err(error) if is_bomb(&error) => return Err(InspectionRefusal::UnpacksTooLarge),
            Err(_) => {} // a filter we do not know, or damage: nothing was unpacked
        }
    }
    Ok(())
}

fn number(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<u64> {
    let (_, value) = document.dereference(dictionary.get(key).ok()?).ok()?;
    u64::try_from(value.as_i64().ok()?).ok()
}

/// Loads with lopdf. Should it ever panic, that one file is broken; the worker and its sandbox live on.
fn load(bytes: &[u8], table: Table, filter: Option<lopdf::FilterFunc>) -> Result<Document, InspectionRefusal> {
    let options = LoadOptions {
        filter,
        max_decompressed_size: Some(MAX_STRUCTURE_BYTES),
        force_reconstruct: table == Table::Rebuilt,
        ..LoadOptions::default()
    };
    match catch_unwind(AssertUnwindSafe(|| Document::load_mem_with_options(bytes, options))) {
        Ok(Ok(document)) => Ok(document),
        Ok(Err(error)) if is_bomb(&error) => Err(InspectionRefusal::UnpacksTooLarge),
        Ok(Err(Error::Decryption(_) | Error::InvalidPassword | Error::UnsupportedSecurityHandler(_))) => {
            Err(InspectionRefusal::Encrypted)
        }
        Ok(Err(_)) | Err(_) => Err(InspectionRefusal::Broken),
    }
}

fn is_bomb(error: &Error) -> bool {
    matches!(
        error,
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. } | DecompressError::TooManyFilters { .. })
    )
}

/// The mark under which [`keep_packed`] hides an object stream from the loader.
const HELD_BACK: &[u8] = b"ObjStmHeldBack";

/// A load filter that leaves object streams packed, so that they can be weighed before anything in them is parsed.
fn keep_packed(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(stream) = object
        && stream.dict.has_type(b"ObjStm")
    {
        stream.dict.set("Type", Object::Name(HELD_BACK.to_vec()));
    }
    Some((id, Object::Null))
}

fn packed_stream(object: &Object) -> Option<&Stream> {
    object.as_stream().ok().filter(|stream| stream.dict.has_type(HELD_BACK))
}

/// How many values a piece of PDF syntax can hold at most: words, names, strings and brackets.
fn values(plain: &[u8]) -> usize {
    let mut count = 0;
    let mut in_word = false;
    for byte in plain {
        match byte {
            b'/' | b'(' | b'[' | b'<' => {
                count += 1;
                in_word = false;
            }
            byte if byte.is_ascii_whitespace() || *byte == 0 => in_word = false,
            _ if !in_word => {
                count += 1;
                in_word = true;
            }
            _ => {}
        }
    }
    count
}

/// How many objects a file can define at most: the word `obj` after a space.
fn objects(bytes: &[u8]) -> usize {
    let space = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    bytes.windows(4).filter(|window| matches!(window, [before, b'o', b'b', b'j'] if space(before))).count()
}
