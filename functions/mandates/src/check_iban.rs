//! `check-iban`: what is wrong with an account number while it is typed, and which bank it is with. The number stands in the body, so that it
//! reaches no log of addresses.

use api::Route;
use domain::mandate::{Iban, bank, iban};
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Person};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problems::Refused;

/// Checks an account number.
pub struct CheckIban;

/// An account number, as far as it is typed.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CheckIbanInput {
    /// With or without spaces.
    #[schemars(length(max = 60))]
    pub iban: String,
}

/// What is known of it.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct IbanCheck {
    /// What is wrong with it; none when it can be collected from.
    pub fault: Option<String>,
    /// How many characters there are.
    pub length: usize,
    /// How many there must be in its country, where that is known.
    pub expected_length: Option<usize>,
    /// In groups of four, once it is right.
    pub printed: Option<String>,
    /// The country, once it is right, in two letters.
    pub country: Option<String>,
    /// What the bank is called, where it is known.
    pub bank: Option<String>,
}

impl Endpoint for CheckIban {
    const ROUTE: Route = Route::post("check-iban", "/v1/iban-checks")
        .summary("Check an account number: its country, length and check digits, and which bank it is with");
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = CheckIbanInput;
    type Output = IbanCheck;
    type Refusal = Refused;

    async fn handle(_: &Context, call: Call<Self>) -> Result<Answer<IbanCheck>, Refused> {
        let typed = iban::bare(&call.input.iban);
        let expected_length = typed.get(..2).and_then(iban::length_in);
        let read = typed.parse::<Iban>();
        let fault = match &read {
            Ok(iban) if iban.is_sepa() => None,
            Ok(_) => Some("not-sepa"),
            Err(why) => Some(why.code()),
        };
        let iban = read.ok();
        Ok(IbanCheck {
            fault: fault.map(str::to_owned),
            length: typed.chars().count(),
            expected_length,
            printed: iban.as_ref().map(Iban::printed),
            country: iban.as_ref().map(|iban| iban.country().to_owned()),
            bank: iban.as_ref().and_then(bank::name).map(str::to_owned),
        }
        .into())
    }
}
