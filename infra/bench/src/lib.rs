//! Benchmarks: what a function costs, cold and warm, held against a bare one in the same run. Timing lives here and never in a test.
//! Machines are noisy: read the ratios.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark that cannot run should say so and stop"
)]

pub mod emulator;
pub mod event;
pub mod extracts;
pub mod function;
pub mod overviews;
pub mod papers;
pub mod process;
pub mod spend;
pub mod stage;
pub mod throughput;
pub mod timing;
