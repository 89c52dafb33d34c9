//! eHerkenning over OpenID Connect: authorization code with PKCE, nonce and state. The library verifies signature, issuer, addressee, expiry
//! and nonce; level, time of the proof, authorised party, the sender's name and the limits of clocks are held here (docs/decisions/broker.md).

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use aws_lc_rs::digest::{SHA256, digest};
use domain::account::Token;
use domain::account::eherkenning::{Assertion, MOST_AGE, SKEW};
use domain::chance::Chance;
use domain::level::AssuranceLevel;
use jiff::Timestamp;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AccessTokenHash, AuthType, AuthenticationContextClass, AuthorizationCode, ClaimsVerificationError, Client,
    ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdToken,
    IdTokenFields, IdTokenVerifier, IssuerUrl, LanguageTag, Nonce, OAuth2TokenResponse, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, SignatureVerificationError, StandardErrorResponse,
    StandardTokenResponse, TokenResponse,
};
use serde::{Deserialize, Serialize};

use crate::claims::{self, Claims, Others};
use crate::client_key::{BY_KEY, ClientKey};
use crate::http::{Http, Trouble};
use crate::provider::{Needed, Provider, Published};
use crate::settings::{ClientAuthentication, NotUsable, Settings};
use crate::{Beginning, Broker, NotAsserted, Return, Started};

/// What a token may be signed with. Never `none`, and nothing with a shared secret, which a public key could be passed off as.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 4] = [
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
];
/// The longest code and token that are looked at.
const LONGEST_CODE: usize = 4096;
const LONGEST_TOKEN: usize = 64 * 1024;

type Signed = IdToken<Others, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
type Fields = IdTokenFields<
    Others,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type Tokens = StandardTokenResponse<Fields, CoreTokenType>;
type Relying = Client<
    Others,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A broker that speaks OpenID Connect.
#[derive(Debug)]
pub struct OpenIdBroker {
    settings: Settings,
    http: Http,
    provider: Provider,
}

/// What is kept between going out and coming back.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Remembered {
    issuer: String,
    nonce: String,
    verifier: String,
    least: AssuranceLevel,
    began_at: Timestamp,
}

/// What is exchanged for tokens.
struct Code<'a> {
    code: &'a str,
    verifier: String,
    return_to: &'a str,
}

impl OpenIdBroker {
    /// The broker of these settings. Nothing is asked of him yet.
    ///
    /// # Errors
    /// When he may not be reached at his address: it is neither HTTPS nor on this machine.
    pub fn new(settings: Settings) -> Result<Self, NotUsable> {
        let wrong = || NotUsable("the issuer is not an address over HTTPS".to_owned());
        let http = Http::to(&settings.issuer).ok_or_else(wrong)?;
        let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(|_| wrong())?;
        Ok(Self { provider: Provider::new(http.clone(), issuer), http, settings })
    }

    fn relying(&self, published: &Published, secret: Option<ClientSecret>) -> Relying {
        let client_id = ClientId::new(self.settings.client_id.clone());
        let auth = match secret {
            Some(_) => AuthType::BasicAuth,
            None => AuthType::RequestBody,
        };
        Relying::from_provider_metadata(published.clone(), client_id, secret).set_auth_type(auth)
    }

    /// What to ask for, so that the broker offers only what is enough. That he did is looked at when he answers.
    fn asked_levels(&self, least: AssuranceLevel) -> Vec<AuthenticationContextClass> {
        let maps = &self.settings.maps;
        let asked: Vec<String> = match &maps.acr_values {
            Some(values) => values.clone(),
            None => maps.levels.iter().filter(|(_, level)| **level >= least).map(|(value, _)| value.clone()).collect(),
        };
        asked.into_iter().map(AuthenticationContextClass::new).collect()
    }

    /// The code for tokens, once.
    async fn exchange(
        &self,
        published: &Published,
        code: Code<'_>,
        key: &ClientKey,
        now: Timestamp,
        chance: &dyn Chance,
    ) -> Result<Tokens, NotAsserted> {
        let secret = match self.settings.maps.client_authentication {
            ClientAuthentication::ClientSecretBasic => Some(ClientSecret::new(key.secret()?)),
            ClientAuthentication::PrivateKeyJwt => None,
        };
        let by_key = match self.settings.maps.client_authentication {
            ClientAuthentication::ClientSecretBasic => None,
            ClientAuthentication::PrivateKeyJwt => {
                let audience = published.token_endpoint().ok_or(Trouble::Unreadable)?.as_str();
                Some(key.sign(&self.settings.client_id, audience, now, chance)?)
            }
        };
        let relying = self.relying(published, secret);
        let return_to = RedirectUrl::new(code.return_to.to_owned()).map_err(|_| Trouble::NotMade)?;
        let mut request = relying
            .exchange_code(AuthorizationCode::new(code.code.to_owned()))
            .map_err(|_| Trouble::Unreadable)?
            .set_pkce_verifier(PkceCodeVerifier::new(code.verifier))
            .set_redirect_uri(Cow::Owned(return_to));
        if let Some(assertion) = by_key {
            request =
                request.add_extra_param("client_assertion_type", BY_KEY).add_extra_param("client_assertion", assertion);
        }
        request.request_async(&self.http).await.map_err(|error| match error {
            RequestTokenError::Request(trouble) => NotAsserted::Trouble(trouble),
            RequestTokenError::ServerResponse(_) => NotAsserted::Refused("the broker does not take the code"),
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => NotAsserted::Refused("no tokens"),
        })
    }

    /// The verified claims of the token that came for the code.
    async fn verified(
        &self,
        published: &Published,
        token: &Signed,
        nonce: &str,
        now: Timestamp,
    ) -> Result<Claims, NotAsserted> {
        let nonce = Nonce::new(nonce.to_owned());
        match token.claims(&self.verifier(published, now), &nonce) {
            Ok(claims) => Ok(claims.clone()),
            // He may have changed keys since they were read.
            Err(ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey)) => {
                let newer = self.provider.published(Needed::Newer, now).await?;
                let claims = token.claims(&self.verifier(&newer, now), &nonce).map_err(|error| refused(&error))?;
                Ok(claims.clone())
            }
            Err(error) => Err(refused(&error)),
        }
    }

    fn verifier(&self, published: &Published, now: Timestamp) -> IdTokenVerifier<'static, CoreJsonWebKey> {
        let seconds = now.as_second();
        // As one without a secret: so that nothing signed with a shared one can ever be taken.
        IdTokenVerifier::new_public_client(
            ClientId::new(self.settings.client_id.clone()),
            published.issuer().clone(),
            published.jwks().clone(),
        )
        .set_allowed_algs(ALGORITHMS)
        .set_time_fn(move || moment(seconds.saturating_sub(SKEW.as_secs())).into())
    }
}

fn moment(seconds: i64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(seconds).unwrap_or_default())
}

/// Which check failed, without a word of the token.
#[expect(clippy::wildcard_enum_match_arm, reason = "the library's list, which may grow")]
fn refused(error: &ClaimsVerificationError) -> NotAsserted {
    NotAsserted::Refused(match error {
        ClaimsVerificationError::Expired(_) => "expired",
        ClaimsVerificationError::InvalidAudience(_) => "for somebody else",
        ClaimsVerificationError::InvalidIssuer(_) => "from somebody else",
        ClaimsVerificationError::InvalidNonce(_) => "another nonce",
        ClaimsVerificationError::SignatureVerification(_) => "the signature does not hold",
        _ => "not a token we read",
    })
}

impl Broker for OpenIdBroker {
    async fn start(&self, beginning: Beginning<'_>) -> Result<Started, Trouble> {
        let published = self.provider.published(Needed::Ordinary, beginning.now).await?;
        let draw = || Token::draw(beginning.chance);
        let (state, nonce, verifier) = (draw(), draw(), draw());
        let pkce = PkceCodeVerifier::new(verifier.reveal().to_owned());
        let return_to = RedirectUrl::new(beginning.return_to.to_owned()).map_err(|_| Trouble::NotMade)?;
        let (csrf, once) = (state.reveal().to_owned(), nonce.reveal().to_owned());
        let relying = self.relying(&published, None).set_redirect_uri(return_to);
        let mut request = relying
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(csrf),
                move || Nonce::new(once),
            )
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&pkce))
            // A means is shown anew at each log-in: whoever sits at a browser that knows the broker is not yet the person.
            .add_prompt(CoreAuthPrompt::Login)
            .set_max_age(MOST_AGE.unsigned_abs())
            .add_ui_locale(LanguageTag::new(beginning.language.code().to_owned()));
        for scope in &self.settings.maps.scopes {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        for level in self.asked_levels(beginning.least) {
            request = request.add_auth_context_value(level);
        }
        let (url, _, _) = request.url();
        let remembered = Remembered {
            issuer: self.settings.issuer.clone(),
            nonce: nonce.reveal().to_owned(),
            verifier: verifier.reveal().to_owned(),
            least: beginning.least,
            began_at: beginning.now,
        };
        let remembered = serde_json::to_string(&remembered).map_err(|_| Trouble::NotMade)?;
        Ok(Started { redirect_to: url.to_string(), state, remembered })
    }

    async fn finish(
        &self,
        remembered: &str,
        brought: Return<'_>,
        key: &ClientKey,
        now: Timestamp,
        chance: &dyn Chance,
    ) -> Result<Assertion, NotAsserted> {
        let remembered: Remembered =
            serde_json::from_str(remembered).map_err(|_| NotAsserted::Refused("another kind of log-in"))?;
        if remembered.issuer != self.settings.issuer {
            return Err(NotAsserted::Refused("the broker was changed meanwhile"));
        }
        let published = self.provider.published(Needed::Ordinary, now).await?;
        match brought.issuer {
            Some(issuer) if issuer == published.issuer().as_str() => {}
            None if !published.additional_metadata().authorization_response_iss_parameter_supported => {}
            Some(_) | None => return Err(NotAsserted::Refused("sent back by somebody else")),
        }
        let code = match (brought.error, brought.code) {
            (Some("access_denied" | "login_required" | "interaction_required" | "consent_required"), _) => {
                return Err(NotAsserted::Cancelled);
            }
            (Some("temporarily_unavailable" | "server_error"), _) => return Err(Trouble::NoAnswer.into()),
            (Some("unmet_authentication_requirements"), _) => return Err(NotAsserted::Level),
            (Some(_), _) => return Err(NotAsserted::Refused("the broker answers with an error")),
            (None, Some(code)) if code.len() <= LONGEST_CODE => code,
            (None, _) => return Err(NotAsserted::Refused("no code")),
        };
        let code = Code { code, verifier: remembered.verifier, return_to: brought.return_to };
        let tokens = self.exchange(&published, code, key, now, chance).await?;
        let token = tokens.id_token().ok_or(NotAsserted::Refused("no token of identity"))?;
        let text = token.to_string();
        if text.len() > LONGEST_TOKEN {
            return Err(NotAsserted::Refused("not a token we read"));
        }
        let claims = self.verified(&published, token, &remembered.nonce, now).await?;
        if let Some(told) = claims.access_token_hash() {
            let verifier = self.verifier(&published, now);
            let held = token.signing_alg().ok().zip(token.signing_key(&verifier).ok());
            let hash = held.and_then(|(alg, key)| AccessTokenHash::from_token(tokens.access_token(), alg, key).ok());
            if hash.as_ref() != Some(told) {
                return Err(NotAsserted::Refused("another access token"));
            }
        }
        if claims.authorized_party().is_some_and(|party| party.as_str() != self.settings.client_id) {
            return Err(NotAsserted::Refused("made for somebody else"));
        }
        let skew = SKEW.as_secs();
        let issued = claims.issue_time().timestamp();
        if issued < remembered.began_at.as_second().saturating_sub(skew)
            || issued > now.as_second().saturating_add(skew)
        {
            return Err(NotAsserted::Refused("of another time"));
        }
        let auth_time = claims.auth_time().ok_or(NotAsserted::Refused("no time of the proof"))?.timestamp();
        let age = now.as_second().saturating_sub(auth_time);
        if age > MOST_AGE.as_secs().saturating_add(skew) || age < skew.saturating_neg() {
            return Err(NotAsserted::Refused("the means was not shown just now"));
        }
        let level = claims::level(&claims, &self.settings).ok_or(NotAsserted::Level)?;
        if level < remembered.least {
            return Err(NotAsserted::Level);
        }
        let at = |seconds: i64| Timestamp::from_second(seconds).map_err(|_| NotAsserted::Refused("of another time"));
        let expires_at = at(claims.expiration().timestamp().saturating_add(skew))?;
        claims::assertion(&claims, &self.settings, level, at(auth_time)?, own_id(&claims, &text), expires_at)
    }
}

/// What the token is known by when it comes again (S42): its own name, or what it says. Not its signature, of which there can be several.
fn own_id(claims: &Claims, text: &str) -> String {
    match claims::own_id(claims) {
        Some(id) => format!("jti:{id}"),
        None => {
            let said = text.rsplit_once('.').map_or(text, |(said, _)| said);
            digest(&SHA256, said.as_bytes()).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
        }
    }
}
