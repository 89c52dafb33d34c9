//! The second factor: codes that change every half minute (TOTP, RFC 6238), and recovery codes for when the telephone is gone
//! (S32, S33). Kept in an item of its own, encrypted at rest, so that loading an account opens no secret.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Account, KeyedHash};
use crate::chance::Chance;
use crate::effect::Effect;
use crate::ids::AccountId;

/// How many recovery codes there are (S33).
pub const RECOVERY_CODES: usize = 10;

/// The second factor of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Factors {
    /// Whose.
    pub account: AccountId,
    /// The generator in use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub totp: Option<Totp>,
    /// A generator that was shown, and not yet shown to work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Totp>,
    /// The recovery codes that were not used yet; only their keyed hashes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recovery: Vec<KeyedHash>,
}

/// A generator of codes: SHA-1, six digits, thirty seconds, which is what every authenticator app can do (S32).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Totp {
    /// 160 random bits in base 32.
    secret: String,
    /// The latest half minute whose code was used: a code is good once, and nothing older than it is good any more (S32).
    #[serde(default)]
    last_step: u64,
    /// When it was set up.
    pub since: Timestamp,
}

impl std::fmt::Debug for Totp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Totp").field("since", &self.since).finish_non_exhaustive()
    }
}

/// The code is not right, or was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the code is not right")]
pub struct WrongCode;

/// There is nothing to confirm, or nothing set up, or it is set up already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the second factor is not in a state for this")]
pub struct WrongState;

impl Totp {
    /// A new generator.
    pub fn draw(chance: &dyn Chance, now: Timestamp) -> Self {
        let secret = totp_rs::Secret::new(Box::new(chance.bytes::<20>())).to_base32();
        Self { secret, last_step: 0, since: now }
    }

    /// The secret in base 32, to be typed where a picture cannot be taken.
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// What an authenticator app reads from the picture.
    pub fn uri(&self, account: &Account) -> String {
        self.generator(account.email.as_str()).and_then(|generator| generator.to_url().ok()).unwrap_or_default()
    }

    fn generator(&self, name: &str) -> Option<totp_rs::Totp> {
        let secret = totp_rs::Secret::try_from_base32(&self.secret).ok()?;
        totp_rs::Builder::new()
            .with_algorithm(totp_rs::Algorithm::SHA1)
            .with_digits(6)
            .with_step_duration(30)
            .with_skew(1)
            .with_secret(secret)
            .with_issuer(Some("Balie"))
            .with_account_name(name.replace(':', ""))
            .build()
            .ok()
    }

    /// The generator after `code` was used, if it is the code of this half minute, the one before or the one after, and later than any
    /// used before. Kept on the version that was read, it is good once, however many try at the same time (S32).
    pub fn used(&self, code: &str, now: Timestamp) -> Result<Self, WrongCode> {
        let seconds = u64::try_from(now.as_second()).map_err(|_| WrongCode)?;
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let step = self.generator("Balie").and_then(|generator| generator.check(&code, seconds)).ok_or(WrongCode)?;
        if step > self.last_step { Ok(Self { last_step: step, ..self.clone() }) } else { Err(WrongCode) }
    }
}

/// Crockford's base 32: letters and digits that cannot be taken for another.
const RECOVERY_ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A recovery code as it is shown, once: 80 bits in four groups of four (S33).
pub fn draw_recovery_code(chance: &dyn Chance) -> String {
    let mut code = String::new();
    for (place, byte) in chance.bytes::<16>().iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            code.push('-');
        }
        code.extend(RECOVERY_ALPHABET.get(usize::from(byte & 31)).map(|&letter| char::from(letter)));
    }
    code
}

/// The form of a recovery code that is hashed: however it was typed.
pub fn normalised_recovery_code(code: &str) -> String {
    code.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        })
        .collect()
}

impl Factors {
    /// An account without a second factor.
    pub fn none(account: AccountId) -> Self {
        Self { account, totp: None, pending: None, recovery: Vec::new() }
    }

    /// A generator is shown; one in use stays in use until the new one has shown to work.
    pub fn enrol(&self, totp: Totp) -> Self {
        Self { pending: Some(totp), ..self.clone() }
    }

    /// The generator has shown to work: from now on a log-in asks for it, and what was opened without it ends (S28): whoever has the password
    /// alone has nothing left. `recovery` are the hashes of new codes. The account, its logins and the session this was shown in, renewed,
    /// must be kept in the same transaction.
    pub fn confirm(
        &self,
        code: &str,
        recovery: Vec<KeyedHash>,
        account: &mut Account,
        now: Timestamp,
    ) -> Result<Result<(Self, Vec<Effect>), WrongCode>, WrongState> {
        let pending = self.pending.as_ref().ok_or(WrongState)?;
        Ok(pending.used(code, now).map(|totp| {
            account.second_factor = true;
            account.end_sessions();
            let factors = Self { account: self.account.clone(), totp: Some(totp), pending: None, recovery };
            (factors, vec![Effect::TellSecondFactorChanged { account: self.account.clone() }])
        }))
    }

    /// The second factor is removed. The account and its logins must be kept in the same transaction.
    pub fn remove(&self, account: &mut Account) -> Result<(Self, Vec<Effect>), WrongState> {
        if self.totp.is_none() && self.pending.is_none() {
            return Err(WrongState);
        }
        account.second_factor = false;
        Ok((Self::none(self.account.clone()), vec![Effect::TellSecondFactorChanged { account: self.account.clone() }]))
    }

    /// New recovery codes void the old ones (S33).
    pub fn renew_recovery_codes(&self, recovery: Vec<KeyedHash>) -> Result<(Self, Vec<Effect>), WrongState> {
        if self.totp.is_none() {
            return Err(WrongState);
        }
        let factors = Self { recovery, ..self.clone() };
        Ok((factors, vec![Effect::TellSecondFactorChanged { account: self.account.clone() }]))
    }

    /// A log-in with a code of the generator.
    pub fn show_code(&self, code: &str, now: Timestamp) -> Result<Self, WrongCode> {
        let totp = self.totp.as_ref().ok_or(WrongCode)?.used(code, now)?;
        Ok(Self { totp: Some(totp), ..self.clone() })
    }

    /// A log-in with a recovery code, which is then gone; `place` tells which of the hashes is that of the code, if any. The owner is told
    /// (S33).
    pub fn show_recovery_code(&self, place: Option<usize>) -> Result<(Self, Vec<Effect>), WrongCode> {
        let place = place.filter(|place| self.totp.is_some() && *place < self.recovery.len()).ok_or(WrongCode)?;
        let mut left = self.clone();
        left.recovery.remove(place);
        Ok((left, vec![Effect::TellRecoveryCodeUsed { account: self.account.clone() }]))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, at, chance};
    use super::*;

    /// The shared secret of RFC 6238, appendix B.
    fn rfc() -> Totp {
        let secret = totp_rs::Secret::new(Box::new(*b"12345678901234567890")).to_base32();
        Totp { secret, last_step: 0, since: at(0) }
    }

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_codes_are_those_of_the_standard() {
        for (time, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert!(rfc().used(code, second(time)).is_ok(), "{time}");
            assert!(rfc().used(&format!(" {} {}", &code[..3], &code[3..]), second(time)).is_ok(), "{time}");
        }
        assert_eq!(rfc().used("287083", second(59)), Err(WrongCode));
        assert_eq!(rfc().used("", second(59)), Err(WrongCode));
    }

    #[test]
    fn a_code_is_good_one_step_early_or_late_and_only_once() {
        assert!(rfc().used("287082", second(59 + 30)).is_ok());
        assert!(rfc().used("287082", second(29)).is_ok());
        assert_eq!(rfc().used("287082", second(59 + 60)), Err(WrongCode));
        let used = rfc().used("287082", second(59)).unwrap();
        assert_eq!(used.used("287082", second(59)), Err(WrongCode));
    }

    #[test]
    fn a_factor_is_asked_once_it_has_shown_to_work_and_no_longer_when_removed() {
        let mut account = account();
        let empty = Factors::none(account.id.clone());
        assert_eq!(empty.confirm("287082", vec![], &mut account, second(59)), Err(WrongState));
        let shown = empty.enrol(rfc());
        assert_eq!(shown.confirm("000000", vec![], &mut account, second(59)), Ok(Err(WrongCode)));
        assert!(!account.second_factor);
        let hash = KeyedHash { key: "p1".to_owned(), hash: "h".to_owned() };
        let (factors, effects) = shown.confirm("287082", vec![hash], &mut account, second(59)).unwrap().unwrap();
        assert!(account.second_factor && effects.len() == 1);
        assert_eq!(factors.show_code("287082", second(59)), Err(WrongCode));
        let (left, told) = factors.show_recovery_code(Some(0)).unwrap();
        assert!(matches!(told.as_slice(), [Effect::TellRecoveryCodeUsed { .. }]));
        assert_eq!(left.show_recovery_code(Some(0)), Err(WrongCode));
        assert_eq!(factors.show_recovery_code(None), Err(WrongCode));
        let (gone, _) = factors.remove(&mut account).unwrap();
        assert!(!account.second_factor);
        assert_eq!(gone.show_recovery_code(Some(0)), Err(WrongCode));
        assert_eq!(gone.remove(&mut account), Err(WrongState));
    }

    #[test]
    fn a_recovery_code_may_be_typed_any_way() {
        let code = draw_recovery_code(&chance());
        assert_eq!(code.len(), 19);
        assert_eq!(normalised_recovery_code(&code.to_lowercase().replace('-', " ")), code.replace('-', ""));
        assert_eq!(normalised_recovery_code("o0-iIlL"), "001111");
    }

    #[test]
    fn the_address_in_an_app_names_balie_and_the_account() {
        let uri = rfc().uri(&account());
        assert!(uri.starts_with("otpauth://totp/Balie:p.jansen%40voorbeeld.nl?secret="), "{uri}");
        assert!(!format!("{:?}", rfc()).contains("GEZD"));
    }
}
