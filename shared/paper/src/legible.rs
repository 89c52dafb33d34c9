//! Text as it can be printed: nothing invisible, nothing the fonts cannot show, nothing that runs out of its column.
//!
//! Names come from people and registers, and some of them are meant to do harm. What cannot be printed is written as its code point, so that
//! two texts that differ never look the same on paper.

/// From how many characters on a run without a place to break gets one.
const LONG_RUN: usize = 28;
/// How far apart the places to break are that a long run gets.
const PIECE: usize = 8;
/// How many marks may stand on one letter; more would grow into the lines around it.
const MOST_MARKS: usize = 2;
/// Where a line may break though nothing shows.
const MAY_BREAK: char = '\u{200b}';

/// The text as it is printed. `shows` says which characters the fonts can show.
pub(crate) fn legible(text: &str, shows: impl Fn(char) -> bool) -> String {
    let mut legible = String::with_capacity(text.len());
    let (mut marks, mut run) = (0, 0);
    // Only the words that are too long themselves may break anywhere.
    let mut words = text.split(breaks).map(|word| word.chars().count() > LONG_RUN);
    let mut long = words.next().unwrap_or_default();
    let mut put = |legible: &mut String, c: char, ends: bool| {
        if ends {
            long = words.next().unwrap_or_default();
        }
        run = if ends { 0 } else { run + 1 };
        legible.push(c);
        if long && run == PIECE {
            legible.push(MAY_BREAK);
            run = 0;
        }
    };
    for c in text.chars() {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        if c.is_control() || c == '\u{2028}' || c == '\u{2029}' {
            put(&mut legible, ' ', true);
        } else if is_invisible(c) {
            // It prints nothing, so nothing is lost; but a mark that turns the direction of what follows would lie.
        } else if shows(c) && marks <= MOST_MARKS {
            put(&mut legible, c, breaks(c));
        } else {
            format!("[U+{:04X}]", u32::from(c)).chars().for_each(|piece| put(&mut legible, piece, false));
        }
    }
    legible
}

/// Whether a line may break here by itself.
fn breaks(c: char) -> bool {
    c.is_whitespace() && c != '\u{a0}' || c == '-'
}

/// A mark that is set on the letter before it.
fn is_mark(c: char) -> bool {
    matches!(
        u32::from(c),
        0x0300..=0x036f | 0x0483..=0x0489 | 0x0591..=0x05bd | 0x0610..=0x061a | 0x064b..=0x065f | 0x06d6..=0x06ed | 0x0e31 | 0x0e34..=0x0e3a
            | 0x0e47..=0x0e4e | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe20..=0xfe2f
    )
}

/// A character that shows nothing: it joins, separates, or turns the direction of what follows (Unicode: default ignorable).
fn is_invisible(c: char) -> bool {
    matches!(
        u32::from(c),
        0x00ad | 0x034f | 0x061c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f
            | 0x3164 | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfffb | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latin(text: &str) -> String {
        legible(text, |c| u32::from(c) < 0x250 || is_mark(c))
    }

    #[test]
    fn plain_text_stays_as_it_is() {
        for text in [
            "Petra Maria van der Müller-Łukasiewicz",
            "#strong[x] $x^2$ \\ *a* _b_ <label> @ref `code` //",
            "p.jansen@voorbeeld.nl",
        ] {
            assert_eq!(latin(text), text);
        }
    }

    #[test]
    fn what_the_fonts_cannot_show_is_written_as_its_code_point() {
        assert_eq!(latin("Jan 😀"), "Jan [U+1F600]");
        assert_eq!(latin("王"), "[U+738B]");
    }

    #[test]
    fn nothing_invisible_gets_through() {
        assert_eq!(latin("evil\u{202e}lagel\u{200b}\u{feff}\u{fe0f}"), "evillagel");
        assert_eq!(latin("one\ntwo\u{0}three\u{2028}four"), "one two three four");
    }

    #[test]
    fn a_heap_of_marks_does_not_grow_into_the_lines_around() {
        assert_eq!(latin("e\u{301}\u{302}\u{303}x"), "e\u{301}\u{302}[U+0303]x");
    }

    #[test]
    fn a_long_run_can_break_and_short_words_are_left_alone() {
        assert_eq!(latin(&"a".repeat(LONG_RUN)), "a".repeat(LONG_RUN));
        let broken = latin(&"a".repeat(30));
        assert_eq!(broken.replace(MAY_BREAK, ""), "a".repeat(30));
        assert!(broken.split(MAY_BREAK).all(|piece| piece.chars().count() <= PIECE));
    }
}
