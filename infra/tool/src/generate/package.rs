//! One zip per function, as Lambda takes it: the program under the name `bootstrap`. The same programs give the same bytes, so an
//! unchanged function is not deployed again.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::capabilities;

/// The name under which a trust list lies beside the program that reads it.
pub const TRUST_LIST: &str = "trust-list.json";
/// The functions that read it: what customers hand in is judged, and what the register certifies before it is handed on.
const JUDGE_SEALS: [&str; 2] = ["workers-inspect-upload", "press-render-papers"];

/// Where the programs come from.
pub enum Programs {
    /// Each function's own, built into this folder: what goes to AWS.
    Built(PathBuf),
    /// This very program, told which function to be: what a stage rehearsed on this machine runs.
    Itself(PathBuf),
}

/// A zip that was made, or was still good.
pub struct Packed {
    /// The program's name.
    pub binary: String,
    /// The zip's size in bytes.
    pub bytes: u64,
    /// Whether it was made just now.
    pub made: bool,
}

/// Packs every function into `to`. Where seals are judged, the trust list goes along.
pub fn package(programs: &Programs, to: &Path, trust_list: &Path) -> io::Result<Vec<Packed>> {
    fs::create_dir_all(to)?;
    let mut packed = Vec::new();
    for capability in capabilities() {
        for binary in capability.binaries() {
            let zip = to.join(format!("{binary}.zip"));
            let beside = JUDGE_SEALS.contains(&binary.as_str()).then_some(trust_list);
            let made = match programs {
                Programs::Built(folder) => {
                    let program = folder.join(&binary);
                    let made = is_newer(&program, &zip)? || beside.map_or(Ok(false), |file| is_newer(file, &zip))?;
                    if made {
                        pack(&fs::read(program)?, CompressionMethod::Deflated, &zip, beside)?;
                    }
                    made
                }
                Programs::Itself(program) => {
                    let script = format!("#!/bin/sh\nexec '{}' function {binary}\n", program.display());
                    pack(script.as_bytes(), CompressionMethod::Stored, &zip, beside)?;
                    true
                }
            };
            packed.push(Packed { bytes: fs::metadata(&zip)?.len(), binary, made });
        }
    }
    Ok(packed)
}

fn is_newer(source: &Path, zip: &Path) -> io::Result<bool> {
    let built = fs::metadata(source).and_then(|meta| meta.modified());
    let built = built.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", source.display())))?;
    Ok(fs::metadata(zip).and_then(|meta| meta.modified()).map_or(true, |packed| packed < built))
}

fn pack(program: &[u8], method: CompressionMethod, zip: &Path, trust_list: Option<&Path>) -> io::Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o755);
    let unfinished = zip.with_extension("unfinished");
    let mut writer = ZipWriter::new(File::create(&unfinished)?);
    writer.start_file("bootstrap", options).map_err(io::Error::other)?;
    writer.write_all(program)?;
    if let Some(file) = trust_list {
        writer.start_file(TRUST_LIST, options.unix_permissions(0o644)).map_err(io::Error::other)?;
        writer.write_all(&fs::read(file)?)?;
    }
    writer.finish().map_err(io::Error::other)?;
    fs::rename(unfinished, zip)
}

#[cfg(test)]
mod tests {
    use zip::CompressionMethod;

    use super::pack;

    #[test]
    fn the_same_binary_gives_the_same_zip() {
        let folder = tempfile::tempdir().unwrap();
        let zip = |name: &str| {
            let zip = folder.path().join(name);
            pack(b"not really a program", CompressionMethod::Deflated, &zip, None).unwrap();
            std::fs::read(zip).unwrap()
        };
        let first = zip("first.zip");
        assert_eq!(first, zip("second.zip"));
        assert!(first.windows(9).any(|bytes| bytes == b"bootstrap"));
    }
}
