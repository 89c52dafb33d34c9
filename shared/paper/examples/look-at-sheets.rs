//! Writes every sample sheet in every language into a folder, to be looked at: `cargo run -p paper --example look-at-sheets -- <folder>`.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for a person at a keyboard")]

#[path = "../tests/samples/mod.rs"]
mod samples;

use std::path::PathBuf;
use std::time::Instant;

use domain::language::Language;
use domain::mandate::Scheme;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".into()));
    let contracts = [("petra", samples::petra()), ("board", samples::board()), ("hostile", samples::hostile())];
    for language in Language::ALL {
        for (name, sheet) in &contracts {
            let start = Instant::now();
            let pdf = paper::contract(sheet, language)?;
            println!("{name} in {language:?}: {} bytes in {:?}", pdf.len(), start.elapsed());
            std::fs::write(folder.join(format!("{name}-{}.pdf", language.code())), pdf)?;
        }
        let pdf = paper::invoice(&samples::october(), language)?;
        std::fs::write(folder.join(format!("invoice-{}.pdf", language.code())), pdf)?;
        for scheme in [Scheme::Core, Scheme::B2b] {
            let mandate = samples::mandate(scheme, language);
            let sheet = samples::of_mandate(&mandate);
            let name = format!("mandate-{scheme:?}-{}", language.code());
            std::fs::write(folder.join(format!("{name}.pdf")), paper::mandate(&sheet)?)?;
            std::fs::write(folder.join(format!("{name}-bank.pdf")), paper::bank_form(&sheet)?)?;
        }
        let pdf = paper::evidence(&samples::signed(), language)?;
        std::fs::write(folder.join(format!("evidence-{}.pdf", language.code())), pdf)?;
    }
    Ok(())
}
