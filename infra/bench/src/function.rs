//! A function under measurement: started cold, invoked, and invoked again.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use serde_json::Value;

use crate::emulator::Emulator;
use crate::process::{cpu_micros, peak_megabytes};
use crate::stage::Environment;

/// What a start and a first answer took.
#[derive(Debug, Clone, Copy)]
pub struct Cold {
    /// Processor time until it asked for its first event, in microseconds.
    pub ready_cpu: f64,
    /// Processor time until its first answer, in microseconds.
    pub answer_cpu: f64,
    /// Time on the wall from spawning it to its first answer, in microseconds.
    pub answer_wall: f64,
}

/// A running function.
pub struct Function {
    process: Child,
    emulator: Emulator,
}

/// Where a binary of this build lies.
pub fn binary(name: &str) -> PathBuf {
    std::env::current_exe().unwrap().parent().unwrap().join(name)
}

impl Function {
    /// Starts it and takes its first answer, which must have this status.
    pub async fn start(name: &str, environment: &Environment, event: String, status: u16) -> (Self, Cold) {
        let mut emulator = Emulator::start().await.unwrap();
        let began = Instant::now();
        let process = Command::new(binary(name))
            .env_clear()
            .envs(environment.iter().map(|(name, value)| (name.as_str(), value.as_str())))
            .env("AWS_LAMBDA_RUNTIME_API", &emulator.address)
            .env("AWS_LAMBDA_FUNCTION_NAME", name)
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "1")
            .env("AWS_LAMBDA_LOG_STREAM_NAME", "bench")
            .env("AWS_LAMBDA_LOG_GROUP_NAME", "bench")
            .stdout(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{name} is not built: {error}"));
        emulator.is_ready().await;
        let ready_cpu = cpu_micros(process.id());
        let mut function = Self { process, emulator };
        function.invoke(event, status).await;
        let answer_wall = began.elapsed().as_secs_f64() * 1e6;
        let answer_cpu = cpu_micros(function.process.id());
        function.emulator.is_ready().await;
        (function, Cold { ready_cpu, answer_cpu, answer_wall })
    }

    /// Invokes it once more and gives the processor time that took, in microseconds.
    pub async fn warm(&mut self, event: String, status: u16) -> f64 {
        let before = cpu_micros(self.process.id());
        self.invoke(event, status).await;
        self.emulator.is_ready().await;
        cpu_micros(self.process.id()) - before
    }

    /// The most memory it ever held, in megabytes.
    pub fn peak(&self) -> f64 {
        peak_megabytes(self.process.id())
    }

    async fn invoke(&mut self, event: String, status: u16) {
        let answer: Value = self.emulator.invoke(event).await.expect("the function answers");
        assert_eq!(answer["statusCode"], status, "{answer}");
    }
}

impl Drop for Function {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
