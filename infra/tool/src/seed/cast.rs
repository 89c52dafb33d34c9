//! The people of the demo, as they are described; the staff of the desk are here, the others with their company.

use domain::level::AssuranceLevel;
use domain::organisation::Role;

/// Somebody who can log in.
#[derive(Debug)]
pub struct Person {
    /// The address he logs in with.
    pub email: &'static str,
    /// The name he goes by.
    pub name: &'static str,
    /// What he is, for the terminal.
    pub is: &'static str,
    /// What he may do in his organisation; none for staff.
    pub role: Option<Role>,
    /// Whether he has an account; else he is awaited, and registers himself.
    pub has_account: bool,
    /// Whether a log-in asks for a code, too.
    pub second_factor: bool,
    /// Initials, first names, infix, surname, as registered.
    pub registered: [&'static str; 4],
    /// Date of birth.
    pub born: &'static str,
    /// Mobile; a means of EH2 may be without.
    pub mobile: Option<&'static str>,
    /// The label of his access code, when he has one.
    pub code: Option<&'static str>,
    /// The means he holds.
    pub means: &'static [DemoMeans],
}

/// A means in the demo.
#[derive(Debug)]
pub struct DemoMeans {
    /// The number on paper.
    pub number: &'static str,
    /// Its level.
    pub level: AssuranceLevel,
    /// Bound to one branch.
    pub branch: Option<&'static str>,
    /// Good for the tax portal only.
    pub tax_only: bool,
    /// Provider, service and the service's id.
    pub rights: &'static [[&'static str; 3]],
}

impl DemoMeans {
    /// A means without anything particular.
    pub const fn new(number: &'static str, level: AssuranceLevel, rights: &'static [[&'static str; 3]]) -> Self {
        Self { number, level, branch: None, tax_only: false, rights }
    }
}

const fn clerk(email: &'static str, name: &'static str) -> Person {
    Person {
        email,
        name,
        is: "staff",
        role: None,
        has_account: true,
        second_factor: false,
        registered: [""; 4],
        born: "",
        mobile: None,
        code: None,
        means: &[],
    }
}

/// The desk's own people; two, for what takes four eyes.
pub const STAFF: [Person; 2] =
    [clerk("fatima@desk.example", "Fatima el Idrissi"), clerk("joost@desk.example", "Joost Brouwer")];
