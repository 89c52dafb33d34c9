//! From the environment to clients to a context; from an event to an endpoint to an answer. Parsing, authentication, loading the caller,
//! logging, metrics, idempotency and turning refusals into problems happen here, once.

mod app;
mod caller;
pub mod claim;
mod config;
mod context;
mod csrf;
mod decision;
pub mod drawn;
mod editions;
mod endpoint;
mod files;
mod http_client;
mod job;
mod json;
pub mod key_making;
mod log;
mod multipart;
pub mod newcomer;
mod operation;
mod own_business;
mod own_case;
mod passwords;
mod post;
mod problems;
mod request;
mod run;
pub mod stream;
pub mod tokens;

pub use app::App;
pub use caller::{AnySession, Anyone, Caller, Loaded, MainUser, Manager, Member, Person, Staff};
pub use config::{BrokerSettings, Config, Edge, MissingSetting, desk_mailbox, service_desk};
pub use context::Context;
pub use csrf::is_own_page;
pub use decision::{anew, decide, decide_upgrade};
pub use endpoint::{Answer, Call, Empty, Endpoint, NoInput, NoPath, NoQuery};
pub use files::{FileError, FileRead, Files, Seal, TICKET_LIFE, UploadTicket};
pub use job::{Failure, Job, JobEntry, Trigger, Worker, job};
pub use multipart::{PIECE, Upload};
pub use operation::{Operation, Schemas, operation};
pub use passwords::CodeKind;
pub use post::Post;
pub use problems::problem_of;
pub use request::{Request, cookie, cookies};
pub use run::{run, work};
