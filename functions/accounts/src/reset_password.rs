//! `reset-password`: a new password with the link from the mail. It opens no session, ends all that are open, and leaves a second factor
//! as it is (S6, S15, S35).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::password::{NewPassword, NotAllowed};
use domain::account::{Purpose, renewal};
use runtime::{Answer, Anyone, Call, Context, Empty, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Error};

use crate::opening::device_known;
use crate::problems::Refused;
use crate::{loading, trail};

/// Sets a new password with a link.
pub struct ResetPassword;

/// The link and the new password.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PasswordReset {
    /// The secret of the link.
    pub token: String,
    /// The new password.
    pub password: String,
}

impl Endpoint for ResetPassword {
    const ROUTE: Route = Route::post("reset-password", "/v1/password-resets/completion")
        .summary("Choose a new password with the link from the mail")
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
    type Input = PasswordReset;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let (link, known) = loading::link(cx, &call.input.token, &[Purpose::Reset]).await?;
        let words = loading::context_words(cx, &known.account).await?;
        let words = words.iter().map(String::as_str);
        let password = NewPassword::judge(&call.input.password, known.account.second_factor, words)?;
        // An initial password can never become the lasting one (S7).
        let initial = known.login.credential.as_ref().filter(|credential| credential.initial.is_some());
        if let Some(initial) = initial
            && cx.verify_password(password.reveal(), Some(initial)).await?
        {
            return Err(NotAllowed::SameAsBefore.into());
        }
        let credential = cx.hash_password(&password).await?;
        let (done, used) = renewal::reset(&known.account, &known.login, &link, credential.clone(), cx.now())?;

        let mut change = Change::new();
        change.replace(&known.account, &done.account);
        loading::share_password(&mut change, &done.account, &credential, &known.others);
        change.replace(&link, &used).replace(&known.login, &done.login).effects(done.effects).audit(trail::by_visitor(
            &done.account.id,
            "reset-password",
            "done",
        ));
        match cx.commit(change).await {
            Err(Error::Conflict(_)) => Err(Refused::LinkNotUsable),
            outcome => Ok(outcome?),
        }?;
        let known = device_known(cx, &done.login.identifier).await?;
        Ok(Answer::from(Empty {}).with_cookies([known]))
    }
}
