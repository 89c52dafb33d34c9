//! `enrol-totp`: a secret for the authenticator app. It counts only once `confirm-totp` has seen it work (S32, S35).

use api::{KeySet, Part, Route, Touch};
use domain::account::Factors;
use domain::account::factors::Totp;
use fast_qr::QRBuilder;
use fast_qr::convert::Builder;
use fast_qr::convert::svg::SvgBuilder;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, NoQuery, Person};
use schemars::JsonSchema;
use serde::Serialize;
use store::{Change, Error, Versioned};

use crate::problems::Refused;

/// Shows a secret for an authenticator app.
pub struct EnrolTotp;

/// The secret in three forms, shown this once.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Enrolment {
    /// To be typed: 160 bits in base 32.
    pub secret: String,
    /// To be opened by an app on the same device.
    pub otpauth_uri: String,
    /// To be photographed: an SVG.
    pub qr_svg: String,
}

impl Endpoint for EnrolTotp {
    const ROUTE: Route = Route::post("enrol-totp", "/v1/me/totp")
        .summary("Begin to set up an authenticator app as second factor")
        .created()
        .touches(&[Touch::write(Part::Account)])
        .keys(&[KeySet::Data])
        .fresh(5);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Enrolment;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Enrolment>, Refused> {
        let account = &call.caller.account;
        let totp = Totp::draw(cx.chance(), cx.now());
        let otpauth_uri = totp.uri(account);
        let qr = QRBuilder::new(otpauth_uri.as_str()).build().map_err(|_| Refused::Picture)?;
        let qr_svg = SvgBuilder::default().margin(2).to_str(&qr);
        let enrolment = Enrolment { secret: totp.secret().to_owned(), otpauth_uri, qr_svg };

        let read = factors(cx, &call.caller).await?;
        let mut change = Change::new();
        match &read {
            Some(read) => change.replace(read, &read.enrol(totp)),
            None => change.create(&Factors::none(account.id.clone()).enrol(totp)),
        };
        cx.commit(change).await?;
        Ok(enrolment.into())
    }
}

/// The caller's second factor, if one was ever begun.
pub(crate) async fn factors(cx: &Context, caller: &Person) -> Result<Option<Versioned<Factors>>, Error> {
    cx.store().get::<Factors>(store::account::factors_key(caller.account_id())).await
}
