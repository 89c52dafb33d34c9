//! Logins: what an identifier leads to. That an address is used once is this item's key.

use api::Part;
use domain::account::registration::Awaited;
use domain::account::{Account, Login, LoginKey};

use crate::Store;
use crate::change::Change;
use crate::error::Error;
use crate::item::{Stored, Versioned};
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

impl Store {
    /// The logins of an account: for a change that all their gates must follow.
    pub async fn logins_of(&self, account: &Account) -> Result<Vec<Versioned<Login>>, Error> {
        let keys: Vec<_> = account.logins.iter().map(key).collect();
        let mut logins = Vec::with_capacity(keys.len());
        if keys.is_empty() {
            return Ok(logins);
        }
        for item in self.batch(keys).await?.into_values() {
            logins.push(item.read::<Login>(self.keys()).await?);
        }
        Ok(logins)
    }
}

impl Change {
    /// Replaces an account, and with it the gate of each of its logins, which is written only together with the account. A login the account
    /// is not known by any more is deleted: from then on it opens nothing.
    pub fn replace_account(
        &mut self,
        read: &Versioned<Account>,
        account: &Account,
        logins: &[Versioned<Login>],
    ) -> &mut Self {
        self.replace(read, account);
        for login in logins {
            if account.logins.contains(&login.identifier) {
                self.replace(login, &login.regated(account));
            } else {
                self.delete(login);
            }
        }
        self
    }
}
