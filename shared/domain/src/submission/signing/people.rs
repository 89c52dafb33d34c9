//! Who signs, read from the answers by the form's roles.

use std::collections::BTreeSet;

use crate::email::Email;
use crate::form::{Answers, Form, Role};
use crate::name::Name;
use crate::submission::Refusal;

/// Somebody the answers name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// In which role.
    pub role: String,
    /// His full name.
    pub name: Name,
    /// His address, if one was given.
    pub email: Option<Email>,
}

/// Everybody who signs, in the order of the roles.
///
/// # Errors
/// When a name is missing, an address is none, or two people share one: each link and each code goes to one person only.
pub fn named(form: &Form, answers: &Answers) -> Result<Vec<Named>, Refusal> {
    let mut people = Vec::new();
    let mut addresses = BTreeSet::new();
    for role in &form.paper.roles {
        if role.when.as_ref().is_some_and(|when| !when.holds(answers)) {
            continue;
        }
        match &role.each {
            None => people.push(one(role, answers, "", &mut addresses)?),
            Some(each) => {
                let several = answers.several(each);
                if several.is_empty() {
                    return Err(Refusal::unfit(format!("/{each}"), "missing"));
                }
                for (at, own) in several.iter().enumerate() {
                    people.push(one(role, own, &format!("/{each}/{at}"), &mut addresses)?);
                }
            }
        }
    }
    Ok(people)
}

fn one(role: &Role, answers: &Answers, at: &str, addresses: &mut BTreeSet<String>) -> Result<Named, Refusal> {
    let parts: Vec<&str> = role.name.iter().filter_map(|field| answers.text(field)).collect();
    if parts.is_empty() {
        let field = role.name.first().map_or("", String::as_str);
        return Err(Refusal::unfit(format!("{at}/{field}"), "missing"));
    }
    let pointer = format!("{at}/{}", role.email);
    let email = match answers.text(&role.email) {
        None => None,
        Some(text) => {
            let email: Email = text.parse().map_err(|_| Refusal::unfit(pointer.clone(), "not-an-address"))?;
            if !addresses.insert(email.normalised()) {
                return Err(Refusal::unfit(pointer, "address-of-another"));
            }
            Some(email)
        }
    };
    Ok(Named { role: role.id.clone(), name: Name::cut(&parts.join(" ")), email })
}
