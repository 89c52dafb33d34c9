//! `balie serve` as a process of ours, which never outlives us.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running `balie serve`.
///
/// It is started through a shell that waits for the end of its own input and then kills it: when this process ends, however it ends, the
/// pipe closes. The shell also sweeps up a folder that nobody is left to remove.
pub(crate) struct Process {
    shell: Child,
    pid: String,
    /// Where it says it listens.
    pub(crate) origin: String,
}

const SHELL: &str = r#""$@" </dev/null & child=$!; echo "pid $child"; cat >/dev/null; kill -9 "$child" 2>/dev/null; wait; [ -z "$SWEEP" ] || rm -rf "$SWEEP""#;

impl Process {
    /// Starts it on a state folder and waits until it says where to click.
    pub(crate) fn start(state: &Path, port: u16, fresh: bool, sweep: bool) -> Self {
        Self::start_told(state, port, fresh, sweep, &[])
    }

    /// The same, with this in its environment.
    pub(crate) fn start_told(state: &Path, port: u16, fresh: bool, sweep: bool, told: &[(&str, String)]) -> Self {
        let binary = binary();
        assert!(
            binary.is_file(),
            "{} is not built: cargo build -p balie, or name another with BALIE_BIN",
            binary.display()
        );
        let mut command = Command::new("sh");
        command.arg("-c").arg(SHELL).arg("sh").arg(&binary).args([
            "serve",
            "--test-controls",
            "--port",
            &port.to_string(),
        ]);
        command.arg("--state").arg(state).args(fresh.then_some("--fresh"));
        command.envs(told.iter().map(|(name, value)| (name, value)));
        command.env("SWEEP", if sweep { state.as_os_str() } else { OsStr::new("") });
        command.current_dir(root()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut shell = command.spawn().expect("sh runs");
        let mut lines = BufReader::new(shell.stdout.take().expect("it is piped")).lines();
        let (mut pid, mut origin) = (None, None);
        let mut said = String::new();
        while origin.is_none() {
            let line = lines.next().and_then(Result::ok).unwrap_or_else(|| {
                panic!("balie serve ended before it was ready; it said:\n{said}");
            });
            if let Some(number) = line.strip_prefix("pid ") {
                pid = Some(number.to_owned());
            }
            if let Some(address) = line.trim().strip_prefix("Open ") {
                origin = Some(address.trim().trim_end_matches('/').to_owned());
            }
            said.push_str(&format!("{line}\n"));
        }
        // What it says later is read so that it never has to wait for us, and is nobody's business.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Self { shell, pid: pid.expect("the shell says it first"), origin: origin.unwrap_or_default() }
    }

    /// `kill -9`: no last words, no tidying.
    pub(crate) fn kill(&mut self) {
        let _ = Command::new("kill").args(["-9", &self.pid]).stderr(Stdio::null()).status();
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this crate lies in the repository").to_owned()
}

fn binary() -> PathBuf {
    std::env::var_os("BALIE_BIN").map_or_else(|| root().join("target/debug/balie"), PathBuf::from)
}
