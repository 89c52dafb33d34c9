//! Showing who signs: a code of the authenticator app where the account has one, else the code that was mailed for exactly what is signed (S16,
//! S20-S22, S32).

use std::slice;

use domain::account::Factors;
use domain::account::attempts::SECOND_FACTOR;
use domain::mailed_code::{self, Tried};
use domain::mandate::{Mandate, Slip};
use domain::upgrade::signing::Factor;
use runtime::{CodeKind, Context, Person};
use store::Change;
use store::counter::Counter;

use crate::problems::Refused;

/// The code is right; `change` is what using it up adds to what is written.
pub(crate) async fn show(
    cx: &Context,
    caller: &Person,
    (mandate, fingerprint): (&Mandate, &str),
    code: &str,
    change: &mut Change,
) -> Result<(), Refused> {
    match factor_of(caller) {
        Factor::App => show_app(cx, caller, code, change).await,
        Factor::MailedCode => show_mailed(cx, caller, (mandate, fingerprint), code, change).await,
    }
}

/// What the caller shows.
pub(crate) fn factor_of(caller: &Person) -> Factor {
    if caller.account.second_factor { Factor::App } else { Factor::MailedCode }
}

async fn show_app(cx: &Context, caller: &Person, code: &str, change: &mut Change) -> Result<(), Refused> {
    let account = caller.account_id();
    let factors = cx.store().get::<Factors>(store::account::factors_key(account)).await?;
    let factors = factors.ok_or(Refused::WrongCode { tries_left: None })?;
    let counter = Counter::of(&SECOND_FACTOR, account.as_str(), cx.now());
    cx.admit(slice::from_ref(&counter)).await?;
    let shown = factors.show_code(code, cx.now())?;
    change.replace(&factors, &shown).update(counter.give_back());
    Ok(())
}

/// A wrong code costs a try in a transaction of its own, before anything is answered.
async fn show_mailed(
    cx: &Context,
    caller: &Person,
    (mandate, fingerprint): (&Mandate, &str),
    code: &str,
    change: &mut Change,
) -> Result<(), Refused> {
    let code = mailed_code::typed(code).ok_or(Refused::NotACode)?;
    let key = store::mandate::slip_key(&mandate.business, &mandate.id, caller.account_id());
    let slip = cx.store().get::<Slip>(key).await?.ok_or(Refused::CodeVoid)?;
    let hashes = slip.codes.code.as_ref().map(|code| slice::from_ref(&code.hash)).unwrap_or_default();
    let matches = cx.which_keyed_hash(CodeKind::SigningCode, &slip.bound(&code), hashes).await?.is_some();
    match slip.tried(fingerprint, matches, cx.now())? {
        Tried::Right(codes) => {
            change.replace(&slip, &Slip { codes, ..slip.value.clone() });
            Ok(())
        }
        Tried::Wrong { code, tries_left } => {
            let mut wrong = Change::new();
            wrong.replace(&slip, &Slip { codes: code, ..slip.value.clone() });
            cx.commit(wrong).await?;
            Err(Refused::WrongCode { tries_left: Some(tries_left) })
        }
    }
}
