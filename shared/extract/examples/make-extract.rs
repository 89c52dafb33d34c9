//! Makes an extract to try the journey with.
//!
//! ```text
//! cargo run -p extract --example make-extract -- --kvk 68750110 --made-on 2026-11-20 uittreksel.pdf
//! cargo run -p extract --example make-extract -- --kvk 68750110 --made-on 2026-11-20 --english --stacked extract.pdf
//! cargo run -p extract --example make-extract -- --kvk 68750110 --made-on 2026-11-20 --hostile javascript bad.pdf
//! ```

use std::error::Error;

use extract::samples::{Hostile, Sample};
use jiff::civil::Date;

const USE: &str = "make-extract --kvk NUMBER --made-on YYYY-MM-DD [--name NAME] [--director NUMBER] [--english] [--stacked] [--packed] \
                   [--hostile KIND] FILE";

fn main() -> Result<(), Box<dyn Error>> {
    let (mut kvk, mut made_on, mut name, mut director, mut hostile, mut file) = (None, None, None, None, None, None);
    let (mut english, mut stacked, mut packed) = (false, false, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--kvk" => kvk = arguments.next(),
            "--made-on" => made_on = arguments.next(),
            "--name" => name = arguments.next(),
            "--director" => director = arguments.next(),
            "--hostile" => hostile = arguments.next(),
            "--english" => english = true,
            "--stacked" => stacked = true,
            "--packed" => packed = true,
            _ => file = Some(argument),
        }
    }
    let made_on: Date = made_on.ok_or(USE)?.parse()?;
    let mut sample = Sample::new(&kvk.ok_or(USE)?, made_on.at(10, 15, 0, 0));
    sample.name = name.unwrap_or(sample.name);
    sample.director = director;
    sample.stacked = stacked;
    if english {
        sample = sample.english();
    }
    let bytes = match hostile {
        Some(kind) => {
            let known = Hostile::ALL.map(Hostile::name).join(", ");
            let kind = Hostile::ALL.into_iter().find(|hostile| hostile.name() == kind);
            kind.ok_or_else(|| format!("--hostile is one of {known}"))?.file(&sample)
        }
        None if packed => sample.packed_pdf(),
        None => sample.pdf(),
    };
    std::fs::write(file.ok_or(USE)?, bytes)?;
    Ok(())
}
