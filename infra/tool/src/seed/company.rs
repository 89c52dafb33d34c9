//! The companies of the demo: KvK's published test numbers (domain.md 4.6), with the people who act for them.

use domain::level::AssuranceLevel::{Eh2, Eh2Plus, Eh3};
use domain::organisation::Role;

use super::cast::{DemoMeans, Person};

/// A company.
#[derive(Debug)]
pub struct Company {
    /// Its name in the register's test environment.
    pub name: &'static str,
    /// Its number.
    pub kvk_number: &'static str,
    /// The branch it is registered with here.
    pub branch: Option<&'static str>,
    /// Who acts for it.
    pub people: &'static [Person],
}

const RVO_LIGHT: [&str; 3] = ["RVO", "Mijn RVO, eenvoudige regelingen", "urn:balie:service:rvo:mijn-rvo-light"];
const RVO_SENSITIVE: [&str; 3] = ["RVO", "Mijn RVO, gevoelige regelingen", "urn:balie:service:rvo:mijn-rvo-sensitive"];
const TAX: [&str; 3] = [
    "Belastingdienst",
    "Mijn Belastingdienst Zakelijk",
    "urn:balie:service:belastingdienst:mijn-belastingdienst-zakelijk",
];
const CHILDCARE: [&str; 3] =
    ["DUO", "Personenregister kinderopvang", "urn:balie:service:duo:personenregister-kinderopvang"];
const MESSAGES: [&str; 3] = ["RVO", "Berichtenbox voor bedrijven", "urn:balie:service:rvo:berichtenbox"];

/// Every company.
pub const ALL: [Company; 5] = [
    Company {
        name: "Test BV Donald",
        kvk_number: "68750110",
        branch: Some("000037178598"),
        people: &[
            Person {
                email: "petra@donald.example",
                name: "Petra Jansen",
                is: "main user, means EH2+ to be raised to EH3",
                role: Some(Role::MainUser),
                has_account: true,
                second_factor: false,
                registered: ["P.M.", "Petra Maria", "", "Jansen"],
                born: "1975-02-01",
                mobile: Some("+31612345678"),
                code: Some("Directie"),
                means: &[DemoMeans::new("BAL-1001", Eh2Plus, &[RVO_LIGHT, MESSAGES])],
            },
            Person {
                email: "karim@donald.example",
                name: "Karim de Vries",
                is: "manager, means EH3",
                role: Some(Role::Manager),
                has_account: true,
                second_factor: true,
                registered: ["K.", "Karim", "de", "Vries"],
                born: "1988-07-14",
                mobile: Some("+31623456789"),
                code: Some("Financiën"),
                means: &[DemoMeans::new("BAL-1002", Eh3, &[TAX, RVO_SENSITIVE])],
            },
            Person {
                email: "sanne@donald.example",
                name: "Sanne Bakker",
                is: "user, means EH2+ bound to one branch",
                role: Some(Role::User),
                has_account: true,
                second_factor: false,
                registered: ["S.J.", "Sanne Johanna", "", "Bakker"],
                born: "1996-11-30",
                mobile: Some("+31634567890"),
                code: Some("Inkoop"),
                means: &[DemoMeans {
                    branch: Some("000037178598"),
                    ..DemoMeans::new("BAL-1003", Eh2Plus, &[CHILDCARE])
                }],
            },
            Person {
                email: "lotte@donald.example",
                name: "Lotte Mulder",
                is: "user, means EH2+, no account yet: register her and raise it",
                role: Some(Role::User),
                has_account: false,
                second_factor: false,
                registered: ["L.", "Lotte", "", "Mulder"],
                born: "1999-03-12",
                mobile: Some("+31678901234"),
                code: None,
                means: &[DemoMeans::new("BAL-1004", Eh2Plus, &[MESSAGES])],
            },
        ],
    },
    Company {
        name: "Test EMZ Dagobert",
        kvk_number: "69599084",
        branch: None,
        people: &[Person {
            email: "willem@dagobert.example",
            name: "Willem van der Meer",
            is: "main user and sole trader, means EH2 and an EH3 for the tax office only",
            role: Some(Role::MainUser),
            has_account: true,
            second_factor: false,
            registered: ["W.", "Willem", "van der", "Meer"],
            born: "1961-04-09",
            mobile: Some("+31645678901"),
            code: Some("Dagobert"),
            means: &[
                DemoMeans::new("BAL-2001", Eh2, &[MESSAGES]),
                DemoMeans { tax_only: true, ..DemoMeans::new("BAL-2002", Eh3, &[TAX]) },
            ],
        }],
    },
    Company {
        name: "Test Stichting Bolderbast",
        kvk_number: "69599068",
        branch: None,
        people: &[
            Person {
                email: "noor@bolderbast.example",
                name: "Noor Visser",
                is: "main user, means EH2+",
                role: Some(Role::MainUser),
                has_account: true,
                second_factor: false,
                registered: ["N.", "Noor", "", "Visser"],
                born: "1983-09-21",
                mobile: Some("+31656789012"),
                code: Some("Bestuur"),
                means: &[DemoMeans::new("BAL-3001", Eh2Plus, &[RVO_LIGHT])],
            },
            Person {
                email: "daan@bolderbast.example",
                name: "Daan Smit",
                is: "user, means EH3",
                role: Some(Role::User),
                has_account: true,
                second_factor: false,
                registered: ["D.P.", "Daan Pieter", "", "Smit"],
                born: "1991-01-05",
                mobile: Some("+31667890123"),
                code: Some("Projecten"),
                means: &[DemoMeans::new("BAL-3002", Eh3, &[TAX])],
            },
        ],
    },
    // The embedded register settles the powers of this one, so that no extract is asked; see its companies.json.
    Company {
        name: "Test NV Katrien",
        kvk_number: "68727720",
        branch: None,
        people: &[
            Person {
                email: "mila@katrien.example",
                name: "Mila de Boer",
                is: "main user and sole director by the register, means EH2+",
                role: Some(Role::MainUser),
                has_account: true,
                second_factor: false,
                registered: ["M.J.", "Mila Johanna", "de", "Boer"],
                born: "1979-05-17",
                mobile: Some("+31689012345"),
                code: Some("Katrien"),
                means: &[DemoMeans::new("BAL-4001", Eh2Plus, &[RVO_LIGHT])],
            },
            Person {
                email: "youssef@katrien.example",
                name: "Youssef Amrani",
                is: "user with a limited proxy by the register, means EH2+",
                role: Some(Role::User),
                has_account: true,
                second_factor: false,
                registered: ["Y.", "Youssef", "", "Amrani"],
                born: "1986-02-11",
                mobile: Some("+31690123456"),
                code: None,
                means: &[DemoMeans::new("BAL-4002", Eh2Plus, &[MESSAGES])],
            },
        ],
    },
    Company {
        name: "Test BV Mismoed",
        kvk_number: "90001354",
        branch: None,
        people: &[Person {
            email: "bram@mismoed.example",
            name: "Bram Kuipers",
            is: "main user of a company that is bankrupt by the register, means EH2+",
            role: Some(Role::MainUser),
            has_account: true,
            second_factor: false,
            registered: ["B.", "Bram", "", "Kuipers"],
            born: "1968-10-02",
            mobile: Some("+31691234567"),
            code: None,
            means: &[DemoMeans::new("BAL-5001", Eh2Plus, &[RVO_LIGHT])],
        }],
    },
];
