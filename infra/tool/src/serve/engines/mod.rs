//! The embedded engines: programs that speak the real protocols of the cloud's services on loopback, so that the same SDK calls run here
//! as there.

pub use embedded::dynamodb;

pub mod broker;
pub mod courier;
pub mod s3;
pub mod ses;
pub mod streams;
pub mod till;
pub mod uploads;

use std::net::Ipv4Addr;
use std::sync::Arc;

use aws_credential_types::Credentials;
use futures::future::BoxFuture;
use serde_json::Value;
use tokio::net::TcpListener;

/// The access key every engine and every client here uses. Nothing but loopback can reach the engines, and they hold demo data.
pub const ACCESS_KEY: &str = "balie-local";
/// Its secret.
pub const SECRET_KEY: &str = "balie-local-secret";
/// The region the clients sign for.
pub const REGION: &str = "eu-central-1";

/// Hands an event, in the JSON the cloud would send, to a worker, and gives its answer. An error says why it must be delivered again.
pub type Deliver = Arc<dyn Fn(Value) -> BoxFuture<'static, Result<Value, String>> + Send + Sync>;

/// What every client here signs with.
pub fn credentials() -> Credentials {
    Credentials::new(ACCESS_KEY, SECRET_KEY, None, None, "local")
}

/// Listens on loopback and nowhere else; port 0 takes any that is free.
///
/// # Errors
/// When the port is taken.
pub async fn listen(port: u16) -> std::io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await
}
