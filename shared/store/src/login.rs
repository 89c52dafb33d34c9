//! Logins: what an identifier leads to. That an address is used once is this item's key.

use api::Part;
use domain::account::{Login, LoginKey};

use crate::item::Stored;
use crate::key::Key;

/// Where the login of an identifier is.
pub fn key(identifier: &LoginKey) -> Key {
    Key::new(format!("{}{}", Part::Login.prefix(), identifier.as_str()), "LOGIN")
}

impl Stored for Login {
    const PART: Part = Part::Login;
    const KIND: &'static str = "login";

    fn key(&self) -> Key {
        key(&self.identifier)
    }
}
