//! Codes that people read from paper or a screen and type: digits and capitals nobody mixes up, the last of which checks the others.

use crate::chance::Chance;

/// Digits and capitals without 0, O, 1, I and L. There are 31, a prime, so that the check character finds every single mistake and every
/// pair of neighbours that changed places.
pub(crate) const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// `N` places in the alphabet, none more likely than another; just under five bits each.
pub(crate) fn draw<const N: usize>(chance: &dyn Chance) -> [u8; N] {
    std::array::from_fn(|_| place(chance.below(31)))
}

/// The characters of a code with its check character, without hyphens.
pub(crate) fn canonical(places: &[u8]) -> String {
    let check = check(places);
    places
        .iter()
        .chain([&check])
        .filter_map(|place| ALPHABET.get(usize::from(*place)))
        .map(|c| char::from(*c))
        .collect()
}

/// A code in groups of four, as it is printed: `ABCD-EFGH-J`.
pub(crate) fn grouped(canonical: &str) -> String {
    let code: Vec<char> = canonical.chars().collect();
    code.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// What was typed, if its check character is right. Small letters, spaces and hyphens are forgiven.
pub(crate) fn read<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut places = text.bytes().filter(|byte| !matches!(byte, b' ' | b'-' | b'\t')).map(|byte| {
        let at = ALPHABET.iter().position(|known| *known == byte.to_ascii_uppercase());
        at.and_then(|at| u8::try_from(at).ok())
    });
    let mut code = [0; N];
    for slot in &mut code {
        *slot = places.next()??;
    }
    let checks = places.next()?? == check(&code);
    (checks && places.next().is_none()).then_some(code)
}

fn place(number: u32) -> u8 {
    u8::try_from(number % 31).unwrap_or_default()
}

/// The weighted sum of the places modulo 31, each weight another.
fn check(places: &[u8]) -> u8 {
    place((2u32..).zip(places).map(|(weight, place)| weight * u32::from(*place)).sum())
}
