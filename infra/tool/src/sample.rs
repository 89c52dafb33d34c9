//! Makes an extract to try the journey with: sealed by the test authority that `balie serve` believes, or not.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use extract::samples::{Sample, SamplePerson, SealedBy};
use jiff::civil::Date;

/// What extract is made.
#[derive(Debug, clap::Args)]
pub struct SampleExtract {
    /// The number of the company.
    #[arg(long)]
    kvk: String,
    /// The day it says it was made, such as 2026-11-20.
    #[arg(long)]
    made_on: Date,
    /// The name of the company.
    #[arg(long)]
    name: Option<String>,
    /// A director who may act alone: surname, first names and date of birth, such as "de Vries, Jan: 01-02-1975". May stand several times.
    #[arg(long)]
    director: Vec<String>,
    /// Whether the directors may act together only.
    #[arg(long)]
    joint: bool,
    /// In English.
    #[arg(long)]
    english: bool,
    /// As it comes out of a printer: without a seal.
    #[arg(long)]
    printed: bool,
    /// Sealed by an authority that nobody believes.
    #[arg(long)]
    look_alike: bool,
    /// Where it is written.
    file: PathBuf,
}

/// Makes it.
///
/// # Errors
/// When a director is not written as asked, or the file cannot be written.
pub fn make(asked: &SampleExtract) -> Result<(), Box<dyn Error>> {
    let mut sample = Sample::new(&asked.kvk, asked.made_on.at(10, 15, 0, 0));
    if let Some(name) = &asked.name {
        sample.name.clone_from(name);
    }
    let people = asked.director.iter().map(|one| {
        let (name, born) =
            one.rsplit_once(':').ok_or("a director is written `surname, first names: day-month-year`")?;
        let person = SamplePerson::new(name.trim(), born.trim());
        Ok(if asked.joint { person.joint() } else { person })
    });
    let people = people.collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    if !people.is_empty() {
        sample = sample.with_people(people);
    }
    if asked.english {
        sample = sample.english();
    }
    let bytes = match (asked.printed, asked.look_alike) {
        (true, _) => sample.printed_pdf(),
        (false, true) => sample.sealed_pdf(SealedBy::LookAlike),
        (false, false) => sample.pdf(),
    };
    Ok(fs::write(&asked.file, bytes)?)
}
