//! `change-password`: another password in place of the present one, which must be shown (S6). The way out of a limited session (S7, S8).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::attempts::PRESENT_PASSWORD;
use domain::account::password::{NewPassword, NotAllowed};
use domain::account::renewal;
use runtime::{Answer, AnySession, Call, Context, Empty, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;
use store::counter::Counter;

use crate::problems::Refused;
use crate::{loading, trail};

/// Changes the caller's password.
pub struct ChangePassword;

/// The present password and the new one.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PasswordChange {
    /// The present one.
    pub current_password: String,
    /// The new one.
    pub new_password: String,
}

impl Endpoint for ChangePassword {
    const ROUTE: Route = Route::put("change-password", "/v1/me/password")
        .summary("Choose another password; every other session ends")
        .touches(&[
            Touch::read(Part::Counter).and(Touch::update(Part::Counter)),
            Touch::write(Part::Account),
            Touch::write(Part::Login),
            Touch::put(Part::Session),
            Touch::read(Part::Organisation),
        ])
        .keys(&[KeySet::Pepper])
        .memory(1024)
        .problems(&[ProblemType::PasswordNotAllowed, ProblemType::TooManyAttempts]);
    type Caller = AnySession;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = PasswordChange;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let PasswordChange { current_password, new_password } = call.input;
        let (account, session) = (&call.caller.account, &call.caller.session);
        let mut others = cx.store().logins_of(account).await?;
        // Who came in with eHerkenning has a password all the same: that of the account's other logins.
        let of_session =
            others.iter().position(|login| login.identifier == session.login && login.credential.is_some());
        let any = || others.iter().position(|login| login.credential.is_some());
        let own = of_session.or_else(any).ok_or(Refused::NotFound)?;
        let login = others.swap_remove(own);
        let counter = Counter::of(&PRESENT_PASSWORD, account.id.as_str(), cx.now());
        cx.admit(std::slice::from_ref(&counter)).await?;
        if !cx.verify_password(&current_password, login.credential.as_ref()).await? {
            return Err(Refused::WrongPassword);
        }
        let same = login
            .credential
            .as_ref()
            .is_some_and(|credential| credential.as_meant(&current_password) == credential.as_meant(&new_password));
        if same {
            return Err(NotAllowed::SameAsBefore.into());
        }
        let words = loading::context_words(cx, account).await?;
        let password = NewPassword::judge(&new_password, account.second_factor, words.iter().map(String::as_str))?;
        let credential = cx.hash_password(&password).await?;
        let (done, renewed) = renewal::change(account, &login, session, credential.clone());

        let mut change = Change::new();
        change.replace(account, &done.account);
        loading::share_password(&mut change, &done.account, &credential, &others);
        change
            .replace(&login, &done.login)
            .replace(session, &renewed)
            .update(counter.give_back())
            .effects(done.effects)
            .audit(trail::by_person(&account.id, "change-password"));
        cx.commit(change).await?;
        Ok(Empty {}.into())
    }
}
