//! `activate-account`: the link in the mail was followed and the button on its page pressed. Following it alone changes nothing: mail
//! scanners follow links too (S19).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::Purpose;
use domain::account::password::NewPassword;
use domain::account::registration::{FirstPassword, activate};
use domain::email::Email;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Change, Error};

use crate::opening::device_known;
use crate::problems::Refused;
use crate::{loading, trail};

/// Confirms an address and opens its account: one that was registered, or one that an invitation opened.
pub struct ActivateAccount;

/// The link, and how the person wants to get a password.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Activation {
    /// The secret of the link.
    pub token: String,
    /// Choose a password now, or get one by mail.
    pub choice: Choice,
}

/// How the first password comes about.
#[derive(Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Choice {
    /// Chosen on the page.
    Password {
        /// The password.
        password: String,
    },
    /// Drawn by Balie and mailed; it opens nothing but choosing another (S7).
    ByMail {},
}

/// What to do next.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ActivatedAccount {
    /// The address that was confirmed: the name to log in with.
    pub email: Email,
    /// What to do next.
    pub next: NextStep,
}

/// What to do after activating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NextStep {
    /// Log in with the chosen password.
    LogIn,
    /// Wait for the mail with the initial password.
    CheckMail,
}

impl Endpoint for ActivateAccount {
    const ROUTE: Route = Route::post("activate-account", "/v1/accounts/activations")
        .summary("Confirm the address with the link from the mail, and choose a password or ask for one by mail")
        .touches(&[
            Touch::write(Part::Link),
            Touch::write(Part::Account),
            Touch::write(Part::Login),
            Touch::read(Part::Organisation),
        ])
        .keys(&[KeySet::Pepper, KeySet::Index])
        .memory(1024)
        .problems(&[ProblemType::LinkNotUsable, ProblemType::PasswordNotAllowed]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = Activation;
    type Output = ActivatedAccount;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<ActivatedAccount>, Refused> {
        let (link, known) = loading::link(cx, &call.input.token, &[Purpose::Confirm, Purpose::Invite]).await?;
        let (first, next) = match call.input.choice {
            Choice::Password { password } => {
                let words = loading::context_words(cx, &known.account).await?;
                let password = NewPassword::judge(&password, false, words.iter().map(String::as_str))?;
                (FirstPassword::Chosen(cx.hash_password(&password).await?), NextStep::LogIn)
            }
            Choice::ByMail {} => (FirstPassword::ByMail, NextStep::CheckMail),
        };
        let done = activate(&known.account, &known.login, &link, first, cx.now())?;

        let mut change = Change::new();
        match &done.login.credential {
            Some(password) => {
                change.replace(&known.account, &done.account);
                loading::share_password(&mut change, &done.account, password, &known.others);
            }
            None => _ = change.replace_account(&known.account, &done.account, &known.others),
        }
        change
            .replace(&link, &done.link)
            .replace(&known.login, &done.login)
            .effects(done.effects)
            .audit(trail::by_visitor(&done.account.id, "activate-account", "active"));
        match cx.commit(change).await {
            // Somebody used the link at the same moment: of many, one succeeds (S18).
            Err(Error::Conflict(_)) => Err(Refused::LinkNotUsable),
            outcome => Ok(outcome?),
        }?;
        let known = device_known(cx, &done.login.identifier).await?;
        Ok(Answer::from(ActivatedAccount { email: done.account.email, next }).with_cookies([known]))
    }
}
