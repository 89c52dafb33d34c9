//! Whether a piece of DER is of a size in which seals come, told before it is parsed: sets are sorted on reading, which for tens of thousands
//! of members would take minutes.

/// The most members of a set; chains and attributes are a dozen.
const MOST_IN_SET: usize = 64;
/// The most values in all. A list of a few thousand revoked certificates is within it.
const MOST_VALUES: usize = 100_000;
const DEEPEST: usize = 32;

/// Whether the DER at the start of `bytes` is of reasonable size. What it is not asked about, whether it is right, the parser tells.
pub(crate) fn is_modest(bytes: &[u8]) -> bool {
    let mut left = MOST_VALUES;
    header(bytes).is_some_and(|(tag, body, _)| walk(tag, body, 0, &mut left))
}

fn walk(tag: u8, body: &[u8], depth: usize, left: &mut usize) -> bool {
    const CONSTRUCTED: u8 = 0x20;
    const SEQUENCE: u8 = 0x30;
    if depth > DEEPEST {
        return false;
    }
    if tag & CONSTRUCTED == 0 {
        return true;
    }
    let (mut rest, mut members) = (body, 0_usize);
    while !rest.is_empty() {
        let (Some(less), Some((inner, content, after))) = (left.checked_sub(1), header(rest)) else { return false };
        *left = less;
        members += 1;
        if (tag != SEQUENCE && members > MOST_IN_SET) || !walk(inner, content, depth + 1, left) {
            return false;
        }
        rest = after;
    }
    true
}

/// Tag, content, and what comes after it. Only definite lengths: DER has no other.
fn header(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (usize::from(first), rest),
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            (digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit)), rest)
        }
        _ => return None,
    };
    let (content, after) = rest.split_at_checked(length)?;
    Some((tag, content, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_thousands_is_not_looked_at() {
        let set = |members: usize| {
            let body = [2, 1, 0].repeat(members);
            let length = u16::try_from(body.len()).unwrap().to_be_bytes();
            [&[0x31, 0x82, length[0], length[1]], body.as_slice()].concat()
        };
        assert!(is_modest(&set(64)));
        assert!(!is_modest(&set(65)));
        let mut deep = vec![5, 0];
        for _ in 0..40 {
            deep = [&[0x30, u8::try_from(deep.len()).unwrap()], deep.as_slice()].concat();
        }
        assert!(!is_modest(&deep));
        assert!(!is_modest(&[0x30, 0x80, 0, 0]) && !is_modest(&[0x30, 5, 0]) && !is_modest(&[]));
    }
}
