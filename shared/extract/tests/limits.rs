//! Hostile files end in a refusal after a bounded amount of work: held to time and memory in generous limits, since a debug build on a busy
//! machine is slow; `make bench` measures.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use domain::document::ContentType;
use domain::extract::SealVerdict;
use extract::samples::{Sample, TRUST_LIST};
use extract::{InspectionRefusal, TrustList, check_seal, inspect, read_extract};
use jiff::civil::date;

/// A file of objects with a cross-reference table that lists them.
fn document(objects: impl Iterator<Item = String>) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for object in objects {
        places.push(bytes.len());
        let number = places.len();
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = bytes.len();
    let mut tail = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for place in &places {
        writeln!(tail, "{place:010} 00000 n ").unwrap();
    }
    writeln!(tail, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF", places.len() + 1).unwrap();
    bytes.extend(tail.bytes());
    bytes
}

fn pages() -> [String; 3] {
    [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_owned(),
    ]
}

/// Everything that is done with an upload.
fn judged(bytes: &[u8]) -> Result<usize, InspectionRefusal> {
    let trust = TrustList::parse(TRUST_LIST).unwrap();
    let began = Instant::now();
    let verdict = inspect(bytes, ContentType::Pdf, "uittreksel.pdf").map(|inspected| inspected.pages);
    if verdict.is_ok() {
        let checked = check_seal(bytes, &trust);
        let _ = read_extract(checked.readable);
    }
    assert!(began.elapsed() < Duration::from_secs(20), "{:?} for {} bytes", began.elapsed(), bytes.len());
    verdict
}

#[test]
fn a_hundred_thousand_objects_are_refused() {
    let many = (0..100_000).map(|number| format!("<< /Number {number} >>"));
    assert_eq!(judged(&document(pages().into_iter().chain(many))), Err(InspectionRefusal::UnpacksTooLarge));
}

#[test]
fn a_document_of_a_thousand_objects_is_taken() {
    let some = (0..1_000).map(|number| format!("<< /Number {number} >>"));
    assert_eq!(judged(&document(pages().into_iter().chain(some))), Ok(1));
}

#[test]
fn millions_of_values_in_plain_sight_are_refused() {
    let array = format!("[{}]", "0 ".repeat(4_000_000));
    assert_eq!(judged(&document(pages().into_iter().chain([array]))), Err(InspectionRefusal::UnpacksTooLarge));
    let nested = format!("{}{}", "[".repeat(2_000_000), "]".repeat(2_000_000));
    let refused = judged(&document(pages().into_iter().chain([nested])));
    assert!(refused.is_err(), "{refused:?}");
    let hidden = format!("[% stream\n{}\n% endstream\n]", "0 ".repeat(3_000_000));
    assert!(judged(&document(pages().into_iter().chain([hidden]))).is_err());
}

#[test]
fn pages_that_are_each_others_parents_end() {
    let circle = [
        "<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R /DSS 5 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 /Parent 3 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 /Parent 2 0 R >>".to_owned(),
        "<< /Fields [4 0 R] /Kids [4 0 R] >>".to_owned(),
        "<< /Type /DSS /CRLs 5 0 R /Certs [5 0 R] >>".to_owned(),
    ];
    assert_eq!(judged(&document(circle.into_iter())), Err(InspectionRefusal::Broken));
}

#[test]
fn tables_that_lead_to_one_another_end() {
    let mut bytes = document(pages().into_iter());
    let text = String::from_utf8(bytes.clone()).unwrap();
    let table = text.find("xref\n0").unwrap();
    bytes = text.replace("/Root 1 0 R >>", &format!("/Root 1 0 R /Prev {table} >>")).into_bytes();
    assert_eq!(judged(&bytes), Ok(1));
}

#[test]
fn a_hundred_places_that_look_like_a_seals_cost_no_more_than_a_few() {
    let mut bytes = Sample::new("69599084", date(2026, 11, 20).at(10, 0, 0, 0)).pdf();
    for place in 0..100 {
        bytes.extend(format!("\n/ByteRange [0 100 200 {place}]\n%%EOF\n").bytes());
    }
    bytes.extend(b"%%EOF\n");
    let trust = TrustList::parse(TRUST_LIST).unwrap();
    let began = Instant::now();
    let _ = check_seal(&bytes, &trust);
    assert!(began.elapsed() < Duration::from_secs(10));
}

#[test]
fn ten_megabytes_of_pictures_are_read_within_bounds() {
    let large = Sample::new("69599084", date(2026, 11, 20).at(10, 0, 0, 0)).with_picture(9_900_000);
    assert!(large.len() > 9_900_000);
    assert_eq!(judged(&large), Ok(2));
    let trust = TrustList::parse(TRUST_LIST).unwrap();
    assert!(matches!(check_seal(&large, &trust).verdict, SealVerdict::Intact { .. }));
}
