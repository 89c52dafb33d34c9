//! The tool of Balie.
#![allow(dead_code)]
mod serve;
fn main() {}
