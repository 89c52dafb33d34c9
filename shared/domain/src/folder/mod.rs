//! Documents of a member business (Dokumentenupload und -download, seed 003): files in folders by topic, in versions, put there by the business or by the
//! chamber; what is made of them for download; and templates (Vorlagen).

pub mod file;
mod kind;
pub mod parcel;
pub mod search;
mod sha256;
pub mod template;
mod topic;
pub mod upload;
mod worded;

pub use file::{File, FileVersion};
pub use kind::{FileKind, Judged};
pub use parcel::Parcel;
pub use sha256::{NotASha256, Sha256};
pub use template::Template;
pub use topic::{NotATopic, Topic, TopicId, topics};
pub use upload::{Owner, Upload};
pub use worded::Worded;
