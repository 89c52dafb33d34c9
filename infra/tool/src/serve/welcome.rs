//! What the local stack says first: where to click, and how to log in.

use std::path::Path;

use super::state::State;
use crate::seed;

/// Tells a person where everything is.
pub fn print(origin: &str, documents: &str, state: &State, web: &Path) {
    let mut text = format!(
        "\nBalie runs on this machine, and nothing leaves it.\n\n  \
           Open     {origin}/\n  \
           Mailbox  {origin}/mailbox\n  \
           Courier  {origin}/courier   (play what whoever identifies people finds)\n  \
           Broker   {origin}/log-in with eHerkenning leads to a stand-in where you choose who to be\n  \
           Desk     {origin}/desk   (log in as one of the staff)\n\n{}\n",
        seed::log_ins()
    );
    if !web.join("index.html").is_file() {
        text.push_str("  The web client is not built yet: `make web`, or `make run` for everything at once.\n");
    }
    text.push_str(&format!(
        "  Documents go to {documents}; everything is kept in {} (--fresh starts anew). Ctrl-C stops.\n",
        state.root().display()
    ));
    println!("{text}");
}
