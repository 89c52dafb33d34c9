//! `get-advice`: which level is enough, what will be asked, what it costs and how long it takes; before any account.

use api::Route;
use domain::catalogue::Catalogue;
use domain::catalogue::advice::{Advice, Wish};
use domain::level::AssuranceLevel;
use domain::price::{Bought, PriceList, Quote};
use domain::upgrade::Refusal;
use domain::upgrade::authorisations::Chosen;
use domain::upgrade::checklist::{Check, WaitingFor};
use domain::upgrade::data::Data;
use domain::upgrade::rules::{Circumstances, Condition, Need, Rules, Section};
use jiff::civil::Date;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problems::Refused;

/// Advises.
pub struct GetAdvice;

/// What somebody wants to do.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetAdviceInput {
    /// The services; none when unsure.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub chosen: Vec<Chosen>,
    /// Whether the means is to be bound to a branch.
    #[serde(default)]
    pub branch: bool,
    /// Whether the user works for the organisation.
    pub employed: Option<bool>,
    /// What the user is to the organisation.
    pub role: Option<Role>,
    /// Whether it is a sole trader.
    #[serde(default)]
    pub sole_trader: bool,
    /// The level of the means there is already, if any.
    pub from_level: Option<AssuranceLevel>,
}

/// What the user is to the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(rename = "AdviceRole")]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// He can bind it alone.
    SignsAlone,
    /// He can bind it together with others.
    SignsJointly,
    /// Others sign for it.
    DoesNotSign,
}

/// An advice with everything one wants to know before beginning.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AdviceView {
    /// The level, and why.
    pub advice: Advice,
    /// What will be filled in.
    pub asked: Vec<AskedField>,
    /// What will be checked, and who acts on it.
    pub checks: Vec<AskedCheck>,
    /// What it costs: raising without a new term (where there is something to raise), then each term.
    pub prices: Vec<Quote>,
    /// How long it takes once everything is handed in; none when nothing is to be had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<Time>,
    /// The version of the catalogue.
    pub catalogue: String,
    /// The version of the rules.
    pub rules: String,
}

/// A field that will be filled in.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AskedField {
    /// Its section.
    pub section: Section,
    /// Its name.
    pub field: String,
    /// How much it is needed; conditional where it depends on what is not known yet.
    pub need: Need,
    /// Under which condition, where it is conditional.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
}

/// A check that will be made.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AskedCheck {
    /// Which.
    pub check: Check,
    /// Who acts on it first.
    pub by: WaitingFor,
    /// Under which condition, where it depends on what the register says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
}

/// How long it takes.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Time {
    /// Within how many working days after everything is in the desk decides.
    pub working_days: u16,
    /// The date that is, when everything is handed in now.
    pub by: Date,
}

impl Endpoint for GetAdvice {
    const ROUTE: Route = Route::post("get-advice", "/v1/advice")
        .summary("Which level is enough for these services, what will be asked, what it costs, how long it takes")
        .editions();
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = GetAdviceInput;
    type Output = AdviceView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<AdviceView>, Refused> {
        let (today, input) = (cx.today(), call.input);
        let catalogue = Catalogue::on(today).ok_or(Refusal::RulesUnknown)?;
        let rules = Rules::on(today).ok_or(Refusal::RulesUnknown)?;
        let prices = PriceList::on(today).ok_or(Refusal::RulesUnknown)?;
        let wish = Wish { chosen: input.chosen.clone(), branch: input.branch, sole_trader: input.sole_trader };
        let advice = catalogue.advise(&wish, &rules.offered, today);
        let mut view = AdviceView {
            advice,
            asked: Vec::new(),
            checks: Vec::new(),
            prices: Vec::new(),
            time: None,
            catalogue: catalogue.version.clone(),
            rules: rules.version.clone(),
        };
        if let Some(level) = view.advice.level {
            let case = input.circumstances(level);
            view.asked = asked(rules, &case);
            view.checks = checks(rules, &case);
            view.prices = input.quotes(prices, rules, &case);
            let working_days = rules.decision_days(level);
            let by = rules.office.working_days_after(rules.office.received_on(cx.now()), working_days);
            view.time = Some(Time { working_days, by });
        }
        Ok(view.into())
    }
}

impl GetAdviceInput {
    /// What is known of a case that does not exist yet.
    fn circumstances(&self, level: AssuranceLevel) -> Circumstances {
        Circumstances {
            user_employed: self.employed,
            user_signs_alone: self.role.map(|role| role == Role::SignsAlone),
            user_represents: self.role.map(|role| role != Role::DoesNotSign),
            sole_trader_or_cross_border: self.sole_trader,
            first_application: self.from_level.is_none(),
            ..Data::default().circumstances(level)
        }
    }

    fn quotes(&self, prices: &PriceList, rules: &Rules, case: &Circumstances) -> Vec<Quote> {
        let rights = u32::try_from(self.chosen.len()).unwrap_or(u32::MAX);
        let raising = self.from_level.filter(|from| *from < case.level);
        let terms = raising.map(|_| None).into_iter().chain(prices.terms.iter().copied().map(Some));
        let quotes = terms.filter_map(|term_years| {
            let bought = Bought {
                from: raising,
                to: case.level,
                term_years,
                years_left: 1,
                rights,
                new_rights: rights,
                identification: rules.needs(Check::Identification, case),
            };
            prices.quote(&bought, None).ok()
        });
        quotes.collect()
    }
}

/// Whether only the register can tell: it is asked once a company is named, and where it settles the powers no extract is.
fn is_for_the_register(when: Condition) -> bool {
    when == Condition::PowersNotInRegister
}

fn asked(rules: &Rules, case: &Circumstances) -> Vec<AskedField> {
    let fields = rules.fields(case.level).map(|(row, need)| {
        let settled = need == Need::Conditional && !is_for_the_register(row.when) && row.is_needed(case);
        let need = if settled { Need::Required } else { need };
        let when = (need == Need::Conditional).then_some(row.when);
        AskedField { section: row.section, field: row.field.clone(), need, when }
    });
    fields.collect()
}

fn checks(rules: &Rules, case: &Circumstances) -> Vec<AskedCheck> {
    let needed = Check::ALL.into_iter().filter(|check| rules.needs(*check, case));
    let asked = needed.map(|check| {
        let when = rules.check_row(check).map(|(_, when)| when).filter(|when| is_for_the_register(*when));
        AskedCheck { check, by: rules.by(check), when }
    });
    asked.collect()
}
