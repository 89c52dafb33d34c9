//! Logins: what an identifier leads to. That an address is used once is this item's key.

use api::Part;
use domain::account::registration::Awaited;
use domain::account::{Login, LoginKey};

use crate::item::Stored;
use crate::key::Key;

/// Where the login of an identifier is.
pub fn key(identifier: &LoginKey) -> Key {
    Key::new(format!("{}{}", Part::Login.prefix(), identifier.as_str()), "LOGIN")
}

/// Where it is read whether somebody is awaited under an identifier.
pub fn awaited_key(identifier: &LoginKey) -> Key {
    Key::new(key(identifier).pk, "AWAITED")
}

impl Stored for Awaited {
    const PART: Part = Part::Login;
    const KIND: &'static str = "awaited";

    fn key(&self) -> Key {
        awaited_key(&self.identifier)
    }
}

impl Stored for Login {
    const PART: Part = Part::Login;
    const KIND: &'static str = "login";

    fn key(&self) -> Key {
        key(&self.identifier)
    }
}
