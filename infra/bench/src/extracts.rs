//! What judging an extract costs: whether it may be let in, its seal, and what it says. In a process of its own, whose memory is its peak.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use extract::samples::{Hostile, Sample};
use jiff::civil::date;
use serde_json::Value;

use crate::function::binary;

/// The most processor time an extract may take at the median, in milliseconds.
pub const GOAL_MS: f64 = 150.0;
/// The most memory a file of ten megabytes may take, in megabytes.
pub const GOAL_MB: f64 = 128.0;
/// How many extracts are judged.
const EXTRACTS: usize = 200;

/// What judging some files took.
pub struct Judged {
    /// What they were.
    pub what: &'static str,
    /// How many.
    pub files: u64,
    /// How many were let in, and how many of those were read.
    pub taken: (u64, u64),
    /// Processor time in milliseconds: at the median, nine times of ten, and at most.
    pub cpu: [f64; 3],
    /// The most memory the process held, in megabytes.
    pub peak: f64,
}

/// Two hundred sealed extracts, a large one, and files that mean harm.
pub fn judged() -> io::Result<Vec<Judged>> {
    let folder = tempfile::tempdir()?;
    let keep = |name: String, bytes: Vec<u8>| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).map(|()| path)
    };
    // Made by another tool, with long-term validation data behind the seal; and ours, each of its own company.
    let made = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/extract/tests/samples");
    let archived = ["good-nl-rsa-lta", "good-en-packed-p384-lta", "good-nl-sole-trader-pss-lta", "good-en-pss-t"];
    let mut extracts: Vec<PathBuf> = Vec::new();
    for number in 0..EXTRACTS {
        extracts.push(match archived.get(number % 8) {
            Some(name) => made.join(name).with_extension("pdf"),
            None => {
                let sample = Sample::new(&format!("{:08}", 90_000_000 + number), date(2026, 11, 20).at(10, 15, 0, 0));
                let sample = if number % 2 == 0 { sample } else { sample.english().stacked() };
                keep(format!("{number}.pdf"), sample.pdf())?
            }
        });
    }
    let sample = Sample::new("69599084", date(2026, 11, 20).at(10, 15, 0, 0));
    let large = keep("large.pdf".to_owned(), sample.with_picture(9_900_000))?;
    let hostile = [Hostile::Bomb, Hostile::PackedBomb, Hostile::ManyPages, Hostile::HugePicture];
    let mut bad = vec![keep("values.pdf".to_owned(), values())?, keep("objects.pdf".to_owned(), objects())?];
    for one in hostile {
        bad.push(keep(format!("{}.pdf", one.name()), one.file(&sample))?);
    }
    Ok(vec![judge("sealed extracts", &extracts)?, judge("ten megabytes", &[large])?, judge("hostile files", &bad)?])
}

fn judge(what: &'static str, files: &[PathBuf]) -> io::Result<Judged> {
    let done = Command::new(binary("judge")).args(files).output()?;
    let told: Value = serde_json::from_slice(&done.stdout)?;
    let number = |name: &str| told[name].as_f64().unwrap_or_default();
    let count = |name: &str| told[name].as_u64().unwrap_or_default();
    Ok(Judged {
        what,
        files: count("files"),
        taken: (count("taken"), count("read")),
        cpu: ["median", "ninth", "most"].map(|name| number(name) / 1e3),
        peak: number("peak"),
    })
}

/// Nine megabytes of small values in plain sight.
fn values() -> Vec<u8> {
    [b"%PDF-1.7\n1 0 obj\n[".as_slice(), &b"0 ".repeat(4_500_000), b"]\nendobj\nstartxref\n9\n%%EOF\n"].concat()
}

/// A hundred thousand objects.
fn objects() -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    for number in 1..=100_000 {
        bytes.extend(format!("{number} 0 obj\n<< /Number {number} >>\nendobj\n").into_bytes());
    }
    bytes.extend(b"startxref\n9\n%%EOF\n");
    bytes
}
