//! The measures of a picture, read from its header without unpacking it, and whether it is whole.

use crate::inspect::InspectionRefusal;

/// Width and height of a PNG, whose chunks must lead to its end.
pub(crate) fn png(bytes: &[u8]) -> Result<(u32, u32), InspectionRefusal> {
    let measures = (big_endian(bytes, 16)?, big_endian(bytes, 20)?);
    let mut at = 8_usize;
    loop {
        let kind = bytes.get(at + 4..at + 8).ok_or(InspectionRefusal::CutOff)?;
        let length = big_endian(bytes, at)? as usize;
        let next = at.checked_add(12).and_then(|at| at.checked_add(length)).ok_or(InspectionRefusal::Broken)?;
        if next > bytes.len() {
            return Err(InspectionRefusal::CutOff);
        }
        match kind {
            b"IEND" if next == bytes.len() => return Ok(measures),
            b"IEND" => return Err(InspectionRefusal::TwoInOne),
            _ => at = next,
        }
    }
}

/// Width and height of a JPEG: the first frame header among its segments. Cameras write things after the picture, so its end may stand
/// anywhere.
pub(crate) fn jpeg(bytes: &[u8]) -> Result<(u32, u32), InspectionRefusal> {
    let mut at = 2_usize;
    loop {
        let segment = bytes.get(at..).filter(|rest| rest.len() >= 4).ok_or(InspectionRefusal::CutOff)?;
        match segment {
            [0xff, 0xff, ..] => at += 1,
            // Start of frame: all of C0 to CF but the tables that share the range.
            [0xff, marker @ 0xc0..=0xcf, rest @ ..] if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let &[_, _, _, high, low, wide_high, wide_low, ..] = rest else {
                    return Err(InspectionRefusal::CutOff);
                };
                let whole = segment.windows(2).any(|pair| pair == [0xff, 0xd9]);
                let measures =
                    (u16::from_be_bytes([wide_high, wide_low]).into(), u16::from_be_bytes([high, low]).into());
                return if whole { Ok(measures) } else { Err(InspectionRefusal::CutOff) };
            }
            [0xff, 0xda | 0xd9, ..] => return Err(InspectionRefusal::Broken), // picture data before any frame header
            [0xff, _, high, low, ..] => at += 2 + usize::from(u16::from_be_bytes([*high, *low])).max(2),
            _ => return Err(InspectionRefusal::Broken),
        }
    }
}

fn big_endian(bytes: &[u8], at: usize) -> Result<u32, InspectionRefusal> {
    let four = bytes.get(at..).and_then(|rest| rest.first_chunk()).ok_or(InspectionRefusal::CutOff)?;
    Ok(u32::from_be_bytes(*four))
}
