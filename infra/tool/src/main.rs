//! `balie`: the tool of this house. Runs everything on one machine, and prints what is derived from the routes.

#![allow(clippy::print_stdout, reason = "this is the crate that talks to a person")]

mod broker;
mod courier;
mod derived;
mod generate;
mod house;
mod sample;
mod seed;
mod serve;
mod stage;

use std::process::ExitCode;

use clap::Parser;

/// Balie, the self-service desk: the local stack, and everything that is printed from the routes.
#[derive(Debug, Parser)]
#[command(name = "balie", version)]
enum Command {
    /// Run everything in one process on this machine, on embedded engines.
    Serve(serve::Options),
    /// Run the embedded business register by itself, for a stage that is rehearsed on this machine.
    Register {
        /// The port it listens at on loopback; 0 takes any that is free. The address is printed.
        #[arg(long, default_value_t = 0)]
        port: u16,
    },
    /// Run the stand-in for the partner who identifies people, beside the stage the environment names. Never for production.
    Courier(courier::Options),
    /// Run the stand-in for the broker of eHerkenning, beside the stage the environment names. Never for production.
    Broker(broker::Options),
    /// Print the public half of the key with which this stage shows the broker of eHerkenning that it is itself: to hand it to him.
    BrokerKey,
    /// Print the keys shared with the partner who identifies people, of the stage the environment names: to hand them to him.
    PartnerKey,
    /// Plant the demo data in the stage the environment names, as a function's environment does. Never in production.
    Seed,
    /// Print the templates from the routes.
    Template(derived::Infra),
    /// Print the API's document from the routes.
    Openapi(derived::Infra),
    /// Hold what is committed against the routes, and the templates against the cloud's limits.
    Check(derived::Root),
    /// Make one zip per function.
    Package(derived::Package),
    /// Make an extract to try the journey with.
    SampleExtract(sample::SampleExtract),
    /// Be one function, as its own program is: what a rehearsed stage runs, so that 300 programs need not be linked for it.
    Function {
        /// The name of its program: `accounts-log-in`.
        name: String,
    },
    /// Run one scheduled worker once, now, in the stage the environment names: the keys of a fresh stage, for one.
    Job {
        /// The worker's name.
        name: String,
    },
}

fn main() -> ExitCode {
    let outcome = match Command::parse() {
        Command::Serve(options) => block_on(serve::run(options)),
        Command::Register { port } => block_on(serve::register(port)),
        Command::Courier(options) => block_on(courier::run(options)),
        Command::Broker(options) => block_on(broker::run(options)),
        Command::BrokerKey => block_on(broker::key()),
        Command::PartnerKey => block_on(courier::keys()),
        Command::Seed => block_on(stage::seed()),
        Command::Template(infra) => derived::template(&infra),
        Command::Openapi(infra) => derived::openapi(&infra),
        Command::Check(root) => derived::check(&root),
        Command::Package(package) => derived::package(&package),
        Command::SampleExtract(asked) => sample::make(&asked),
        Command::Function { name } => generate::serve(&name),
        Command::Job { name } => block_on(stage::job(name)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("balie: {error}");
            ExitCode::FAILURE
        }
    }
}

fn block_on<E: std::error::Error + 'static>(
    work: impl Future<Output = Result<(), E>>,
) -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    Ok(runtime.block_on(work)?)
}
