//! The commands around what is printed from the routes: what they take, and what they tell.

use std::error::Error;
use std::path::PathBuf;

use crate::generate::{self, Programs};

/// Where base.yaml stands and the printed files go.
#[derive(Debug, clap::Args)]
pub struct Infra {
    /// The folder that holds base.yaml.
    #[arg(long, default_value = "infra")]
    infra: PathBuf,
}

/// What is looked at.
#[derive(Debug, clap::Args)]
pub struct Root {
    /// The repository's root.
    #[arg(long, default_value = ".")]
    root: PathBuf,
}

/// What is packed.
#[derive(Debug, clap::Args)]
pub struct Package {
    /// The folder the functions' own programs were built in.
    #[arg(long, default_value = "target/release")]
    from: PathBuf,
    /// Pack this very program in place of each function's own: for a rehearsal.
    #[arg(long)]
    itself: bool,
    /// The folder the zips go to.
    #[arg(long, default_value = "build")]
    to: PathBuf,
    /// Whose seals are believed, to go along where they are judged (docs/operating.md).
    #[arg(long, default_value = "infra/trust-list.json")]
    trust_list: PathBuf,
}

/// What a command comes to.
type Outcome = Result<(), Box<dyn Error>>;

/// Prints the templates.
///
/// # Errors
/// When a file cannot be read or written.
pub fn template(Infra { infra }: &Infra) -> Outcome {
    tell(generate::template(infra)?)
}

/// Prints the API's document.
///
/// # Errors
/// When a file cannot be read or written.
pub fn openapi(Infra { infra }: &Infra) -> Outcome {
    tell(generate::openapi(infra)?)
}

fn tell(written: Vec<PathBuf>) -> Outcome {
    for path in written {
        println!("{}", path.display());
    }
    Ok(())
}

/// Looks at everything that must hold.
///
/// # Errors
/// When something does not hold, after naming it.
pub fn check(Root { root }: &Root) -> Outcome {
    let findings = generate::check(root)?;
    for finding in &findings {
        println!("{finding}");
    }
    if findings.is_empty() { Ok(()) } else { Err(format!("{} things to mend", findings.len()).into()) }
}

/// Makes one zip per function.
///
/// # Errors
/// When a program is missing or a zip cannot be written.
pub fn package(Package { from, itself, to, trust_list }: &Package) -> Outcome {
    let programs = if *itself { Programs::Itself(std::env::current_exe()?) } else { Programs::Built(from.clone()) };
    let packed = generate::package(&programs, to, trust_list)?;
    for zip in &packed {
        println!("{:>9} {}{}", zip.bytes, zip.binary, if zip.made { "" } else { " (unchanged)" });
    }
    println!("{} zips in {}", packed.len(), to.display());
    Ok(())
}
