//! Every file that is taken, every reason a file is refused for, and thousands of damaged files that must do no harm.

#![expect(clippy::unwrap_used, reason = "the helpers of a test say what they need")]

use domain::document::{ContentType, DocumentRefusal};
use extract::samples::{Hostile, Sample};
use extract::{InspectionRefusal, Layout, Unreadable, inspect, read_extract};
use jiff::civil::{Date, date, time};

const DAY: Date = date(2026, 11, 20);

fn sample() -> Sample {
    Sample::new("68750110", DAY.at(10, 15, 0, 0))
}

fn judge(bytes: &[u8]) -> Result<usize, InspectionRefusal> {
    inspect(bytes, ContentType::Pdf, "uittreksel.pdf").map(|inspected| inspected.pages)
}

#[test]
fn an_honest_extract_is_taken_and_read_whatever_its_layout() {
    for (sample, layout) in [
        (sample(), Layout::Dutch),
        (sample().stacked(), Layout::Dutch),
        (sample().with_director("90004760"), Layout::Dutch),
        (sample().english(), Layout::English),
        (sample().english().stacked().with_director("90004760"), Layout::English),
    ] {
        for bytes in [sample.pdf(), sample.packed_pdf()] {
            assert_eq!(judge(&bytes), Ok(2), "{sample:?}");
            let extract = read_extract(&bytes).unwrap();
            assert_eq!(extract.read.kvk_number.as_str(), "68750110", "{sample:?}");
            assert_eq!((extract.read.made_on, extract.read.made_at), (DAY, Some(time(10, 15, 0, 0))), "{sample:?}");
            assert_eq!(extract.layout, layout);
        }
    }
}

#[test]
fn every_hostile_file_is_refused_for_its_own_reason() {
    use InspectionRefusal as Refusal;
    for hostile in Hostile::ALL {
        let expected = match hostile {
            Hostile::RenamedZip => Err(Refusal::ContentDiffers),
            Hostile::JavaScript
            | Hostile::EscapedJavaScript
            | Hostile::PackedJavaScript
            | Hostile::UnlistedJavaScript
            | Hostile::Launch => Err(Refusal::ActiveContent),
            Hostile::EmbeddedFile => Err(Refusal::EmbeddedFile),
            Hostile::Encrypted => Err(Refusal::Encrypted),
            Hostile::Truncated => Err(Refusal::CutOff),
            Hostile::Rubbish => Err(Refusal::Broken),
            Hostile::Bomb | Hostile::PackedBomb => Err(Refusal::UnpacksTooLarge),
            Hostile::Polyglot | Hostile::ZipBehind => Err(Refusal::TwoInOne),
            Hostile::ManyPages => Err(Refusal::TooManyPages),
            Hostile::HugePicture => Err(Refusal::TooManyPixels),
            Hostile::Scan | Hostile::Letter => Ok(1),
            Hostile::InvisibleText => Ok(2),
        };
        assert_eq!(judge(&hostile.file(&sample())), expected, "{}", hostile.name());
    }
}

#[test]
fn the_packed_script_really_is_packed() {
    let bytes = Hostile::PackedJavaScript.file(&sample());
    assert!(!bytes.windows(11).any(|window| window == b"/JavaScript"), "the test would prove nothing");
}

#[test]
fn the_escaped_script_really_is_escaped() {
    let bytes = Hostile::EscapedJavaScript.file(&sample());
    assert!(bytes.windows(13).any(|window| window == b"/J#61vaScript"));
    assert!(!bytes.windows(3).any(|window| window == b"/JS"));
}

#[test]
fn what_no_machine_can_read_goes_to_staff_with_a_reason() {
    for (hostile, expected) in [
        (Hostile::Scan, Unreadable::NoText),
        (Hostile::InvisibleText, Unreadable::NoText),
        (Hostile::Letter, Unreadable::NotAnExtract),
        (Hostile::Encrypted, Unreadable::NotADocument),
        (Hostile::PackedBomb, Unreadable::NotADocument),
    ] {
        assert_eq!(read_extract(&hostile.file(&sample())).err(), Some(expected), "{}", hostile.name());
    }
    assert_eq!(read_extract(&png(100, 100)).err(), Some(Unreadable::NotADocument));
}

#[test]
fn size_name_and_type_are_looked_at_first() {
    assert_eq!(judge(b""), Err(InspectionRefusal::Empty));
    let mut large = sample().pdf();
    large.splice(9..9, vec![b'\n'; 10 * 1024 * 1024]);
    assert_eq!(judge(&large), Err(InspectionRefusal::TooLarge));
    let bytes = sample().pdf();
    assert_eq!(inspect(&bytes, ContentType::Pdf, "uittreksel.pdf.exe"), Err(InspectionRefusal::NameDiffers));
    assert_eq!(inspect(&bytes, ContentType::Png, "uittreksel.png"), Err(InspectionRefusal::ContentDiffers));
}

#[test]
fn pictures_are_measured_without_being_unpacked() {
    let png_verdict = |bytes: &[u8]| inspect(bytes, ContentType::Png, "scan.png").map(|inspected| inspected.pages);
    assert_eq!(png_verdict(&png(2480, 3508)), Ok(1));
    assert_eq!(png_verdict(&png(30_000, 30_000)), Err(InspectionRefusal::TooManyPixels));
    assert_eq!(png_verdict(&png(0, 10)), Err(InspectionRefusal::Broken));
    let whole = png(10, 10);
    assert_eq!(png_verdict(&whole[..whole.len() - 6]), Err(InspectionRefusal::CutOff));
    assert_eq!(png_verdict(&[whole, b"<html>".to_vec()].concat()), Err(InspectionRefusal::TwoInOne));

    let jpeg_verdict = |bytes: &[u8]| inspect(bytes, ContentType::Jpeg, "scan.jpg").map(|inspected| inspected.pages);
    assert_eq!(jpeg_verdict(&jpeg(2480, 3508)), Ok(1));
    assert_eq!(jpeg_verdict(&jpeg(60_000, 60_000)), Err(InspectionRefusal::TooManyPixels));
    let whole = jpeg(10, 10);
    assert_eq!(jpeg_verdict(&whole[..whole.len() - 2]), Err(InspectionRefusal::CutOff));
    assert_eq!(jpeg_verdict(&[whole, b"trailer of a camera".to_vec()].concat()), Ok(1));
}

#[test]
fn every_reason_comes_down_to_one_the_customer_hears() {
    for refusal in InspectionRefusal::ALL {
        assert!(DocumentRefusal::ALL.contains(&refusal.into()), "{refusal:?}");
    }
}

#[test]
fn codes_are_kebab_case_and_all_different() {
    let mut codes: Vec<_> = InspectionRefusal::ALL.map(InspectionRefusal::code).into();
    codes.extend(Unreadable::ALL.map(Unreadable::code));
    assert!(codes.iter().all(|code| code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')));
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
}

/// Header, one chunk of measures, one of nothing, the end. Checksums are not looked at: no picture is unpacked.
fn png(width: u32, height: u32) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], data: &[u8]| {
        [&u32::try_from(data.len()).unwrap().to_be_bytes(), kind.as_slice(), data, &[0; 4]].concat()
    };
    let measures = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &measures), chunk(b"IDAT", &[0; 20]), chunk(b"IEND", &[])].concat()
}

fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\x00\x11\x08".to_vec();
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.extend(b"\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00rubbish\xff\xd9");
    bytes
}

mod damage {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        /// Flipped, cut and doubled bytes: whatever the verdict, it is a verdict.
        #[test]
        fn never_panics(
            kind in 0..4_usize,
            flips in vec((any::<Index>(), any::<u8>()), 0..40),
            cut in proptest::option::of(any::<Index>()),
            doubled in proptest::option::of((any::<Index>(), 1..200_usize)),
        ) {
            let mut bytes = match kind {
                0 => sample().pdf(),
                1 => sample().english().packed_pdf(),
                2 => png(10, 10),
                _ => jpeg(10, 10),
            };
            for (at, value) in &flips {
                let at = at.index(bytes.len());
                bytes[at] = *value;
            }
            if let Some((at, length)) = doubled {
                let at = at.index(bytes.len());
                let end = (at + length).min(bytes.len());
                bytes.extend_from_within(at..end);
            }
            if let Some(cut) = cut {
                bytes.truncate(cut.index(bytes.len()));
            }
            for (declared, name) in [(ContentType::Pdf, "a.pdf"), (ContentType::Png, "a.png"), (ContentType::Jpeg, "a.jpg")] {
                let _ = inspect(&bytes, declared, name);
            }
            let _ = read_extract(&bytes);
        }

        /// Rubbish between a true header and a true end.
        #[test]
        fn rubbish_never_panics(middle in vec(any::<u8>(), 0..3000)) {
            let bytes = [b"%PDF-1.7\n".as_slice(), &middle, b"\n%%EOF"].concat();
            let _ = judge(&bytes);
            let _ = read_extract(&bytes);
        }
    }
}
