//! Passwords at the edge: argon2id over a keyed hash (S1, S2), in memory that is taken once and used again, and never more at a time than
//! there are cores. And the smaller keyed hashes: identifiers, codes, device marks, the successor of a refresh token.

use std::num::NonZero;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread::available_parallelism;

use api::KeySet;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use aws_lc_rs::{constant_time, hmac};
use domain::account::eherkenning::Identity;
use domain::account::password::{NewPassword, initial_credential};
use domain::account::{Credential, KeyedHash, LoginKey, Token};
use domain::business::{Pin, PinHash};
use domain::ids::SessionId;
use store::Error;
use store::keys::KeyRecord;
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::Semaphore;

use crate::context::Context;

/// Memory of one hash, in KiB (S1).
const MEMORY: u32 = 19_456;
/// Passes over it (S1).
const PASSES: u32 = 2;
/// Lanes (S1).
const LANES: u32 = 1;
/// Bytes of the result (S1).
const TAG: usize = 32;

/// What a slow hash is for. It stands before the secret, so that a PIN is never taken for a password nor a password for a PIN, even of the same
/// characters (S23).
const PASSWORD: &[u8] = b"password";
const PIN: &[u8] = b"pin";

/// What a keyed hash is for: the same text never has the same hash for two purposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeKind {
    /// A recovery code of a second factor (S33).
    RecoveryCode,
    /// A code that activates a means (S22).
    ActivationCode,
    /// A code that shows a signer reads his mail (S22).
    SigningCode,
    /// A code that takes an appointment back (S46).
    AppointmentCode,
}

impl CodeKind {
    const fn name(self) -> &'static str {
        match self {
            Self::RecoveryCode => "recovery-code",
            Self::ActivationCode => "activation-code",
            Self::SigningCode => "signing-code",
            Self::AppointmentCode => "appointment-code",
        }
    }
}

/// Memory for hashing, as much as there are cores; on Lambda one block, for one request at a time (S3).
struct Workshop {
    places: Semaphore,
    memory: Mutex<Vec<Vec<Block>>>,
}

fn workshop() -> &'static Workshop {
    static WORKSHOP: OnceLock<Workshop> = OnceLock::new();
    WORKSHOP.get_or_init(|| {
        let cores = available_parallelism().map_or(1, NonZero::get);
        Workshop { places: Semaphore::new(cores), memory: Mutex::new(Vec::with_capacity(cores)) }
    })
}

fn params() -> Result<Params, Error> {
    Params::new(MEMORY, PASSES, LANES, Some(TAG)).map_err(broken)
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::Corrupt(format!("a password hash: {error}"))
}

/// One pass of argon2id. Off the thread that serves requests where there are others, in place where it is the only one.
async fn argon2id(params: Params, secret: [u8; 32], salt: Vec<u8>) -> Result<[u8; TAG], Error> {
    let workshop = workshop();
    let _place = workshop.places.acquire().await.map_err(broken)?;
    let work = move || {
        let mut memory = workshop.memory.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        if memory.len() < params.block_count() {
            memory.resize(params.block_count(), Block::new());
        }
        let mut tag = [0; TAG];
        let hashed = Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into_with_memory(
            &secret,
            &salt,
            &mut tag,
            &mut memory,
        );
        workshop.memory.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
        hashed.map(|()| tag).map_err(broken)
    };
    match Handle::current().runtime_flavor() {
        RuntimeFlavor::CurrentThread => work(),
        RuntimeFlavor::MultiThread | _ => tokio::task::spawn_blocking(work).await.map_err(broken)?,
    }
}

fn mac(key: &KeyRecord, parts: &[&[u8]]) -> [u8; 32] {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, &key.secret));
    for part in parts {
        // With its length before it, no two different rows of parts read the same.
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part);
    }
    let mut tag = [0; 32];
    tag.copy_from_slice(context.sign().as_ref());
    tag
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Context {
    /// Whether `password` is the one behind `credential`. Without a credential the same work is done for nothing, so that an attempt costs
    /// the same whatever stands behind the name (S11): exactly one hash either way.
    pub async fn verify_password(&self, password: &str, credential: Option<&Credential>) -> Result<bool, Error> {
        let password = credential.map_or(password, |credential| credential.as_meant(password));
        self.verify(PASSWORD, password, credential.map(|known| (known.hash.as_str(), known.pepper.as_str()))).await
    }

    /// Whether `pin` is the one behind `hash`. Without a hash the same work is done for nothing: a number nobody has and a PIN that is wrong
    /// take as long (S11, S23).
    pub async fn verify_pin(&self, pin: &Pin, hash: Option<&PinHash>) -> Result<bool, Error> {
        self.verify(PIN, pin.reveal(), hash.map(|known| (known.hash.as_str(), known.pepper.as_str()))).await
    }

    /// What is kept of the PIN of a letter (S23).
    pub async fn hash_pin(&self, pin: &Pin) -> Result<PinHash, Error> {
        let (hash, pepper) = self.hash(PIN, pin.reveal()).await?;
        Ok(PinHash { hash, pepper })
    }

    async fn verify(&self, purpose: &[u8], secret: &str, known: Option<(&str, &str)>) -> Result<bool, Error> {
        self.count_hash();
        let Some((hash, pepper)) = known else {
            let pepper = self.keys().current(KeySet::Pepper).await?;
            argon2id(params()?, mac(&pepper, &[purpose, secret.as_bytes()]), vec![0; 16]).await?;
            return Ok(false);
        };
        let pepper = self.keys().by_id(KeySet::Pepper, pepper).await?;
        let pepper = pepper.ok_or_else(|| broken("its pepper is gone"))?;
        let known = PasswordHash::new(hash).map_err(broken)?;
        let (Some(salt), Some(tag)) = (&known.salt, &known.hash) else { return Err(broken("no salt or no hash")) };
        let params = Params::try_from(&known).map_err(broken)?;
        let found = argon2id(params, mac(&pepper, &[purpose, secret.as_bytes()]), salt.to_vec()).await?;
        Ok(constant_time::verify_slices_are_equal(&found, tag.as_bytes()).is_ok())
    }

    /// Whether a hash was made with other parameters or an older pepper than one made now: then a right log-in makes it anew (S1, S2).
    pub async fn is_outdated(&self, credential: &Credential) -> Result<bool, Error> {
        let pepper = self.keys().current(KeySet::Pepper).await?;
        let known = PasswordHash::new(&credential.hash).map_err(broken)?;
        let same = Params::try_from(&known)
            .is_ok_and(|known| (known.m_cost(), known.t_cost(), known.p_cost()) == (MEMORY, PASSES, LANES));
        Ok(!same || credential.pepper != pepper.id)
    }

    /// The hash and the pepper's id of a password that was found right just now.
    pub async fn rehash_password(&self, password: &str, credential: &Credential) -> Result<Credential, Error> {
        let (hash, pepper) = self.hash(PASSWORD, password).await?;
        Ok(Credential { hash, pepper, ..credential.clone() })
    }

    /// What is kept of a password that was judged and found good.
    pub async fn hash_password(&self, password: &NewPassword) -> Result<Credential, Error> {
        let (hash, pepper) = self.hash(PASSWORD, password.reveal()).await?;
        Ok(password.credential(hash, pepper))
    }

    /// What is kept of an initial password (S7).
    pub async fn hash_initial_password(&self, password: &str) -> Result<Credential, Error> {
        let (hash, pepper) = self.hash(PASSWORD, password).await?;
        Ok(initial_credential(hash, pepper, self.now()))
    }

    async fn hash(&self, purpose: &[u8], secret: &str) -> Result<(String, String), Error> {
        self.count_hash();
        let pepper = self.keys().current(KeySet::Pepper).await?;
        let salt = self.chance().bytes::<16>();
        let params = params()?;
        let text = ParamsString::try_from(&params).map_err(broken)?;
        let tag = argon2id(params, mac(&pepper, &[purpose, secret.as_bytes()]), salt.to_vec()).await?;
        let hash = PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: text,
            salt: Some(Salt::new(&salt).map_err(broken)?),
            hash: Some(Output::new(&tag).map_err(broken)?),
        };
        Ok((hash.to_string(), pepper.id))
    }

    /// The keyed hash of a code short enough to be searched without the key (S22, S33).
    pub async fn keyed_hash(&self, purpose: CodeKind, code: &str) -> Result<KeyedHash, Error> {
        let pepper = self.keys().current(KeySet::Pepper).await?;
        let hash = hex(&mac(&pepper, &[purpose.name().as_bytes(), code.as_bytes()]));
        Ok(KeyedHash { key: pepper.id, hash })
    }

    /// Whether `code` is one of those behind `hashes`, and which.
    pub async fn which_keyed_hash(
        &self,
        purpose: CodeKind,
        code: &str,
        hashes: &[KeyedHash],
    ) -> Result<Option<usize>, Error> {
        for (place, known) in hashes.iter().enumerate() {
            let Some(pepper) = self.keys().by_id(KeySet::Pepper, &known.key).await? else { continue };
            let found = hex(&mac(&pepper, &[purpose.name().as_bytes(), code.as_bytes()]));
            if constant_time::verify_slices_are_equal(found.as_bytes(), known.hash.as_bytes()).is_ok() {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    /// The key an identifier is looked up and counted by, for known and unknown ones alike (S12). `normalised` is the form in which two
    /// identifiers are the same.
    pub async fn login_key(&self, normalised: &str) -> Result<LoginKey, Error> {
        let index = self.keys().current(KeySet::Index).await?;
        Ok(LoginKey::new(hex(&mac(&index, &[b"login", normalised.as_bytes()]))))
    }

    /// The key a person is looked up by whom the broker of eHerkenning vouches for (S38). Made apart from those of identifiers that are typed,
    /// so that nobody can type one.
    pub async fn eherkenning_key(&self, identity: &Identity) -> Result<LoginKey, Error> {
        let index = self.keys().current(KeySet::Index).await?;
        let parts: [&[u8]; 5] = [
            b"eherkenning",
            identity.issuer.as_bytes(),
            identity.legal_kind.name().as_bytes(),
            identity.legal_subject.as_bytes(),
            identity.acting_subject.as_bytes(),
        ];
        Ok(LoginKey::new(hex(&mac(&index, &parts))))
    }

    /// The mark of a device this login was used on (S14): a name drawn for the device, and the proof that it is ours.
    pub async fn device_mark(&self, login: &LoginKey) -> Result<String, Error> {
        let device = hex(&self.chance().bytes::<16>());
        let proof = self.device_proof(&device, login).await?;
        Ok(format!("{device}.{proof}"))
    }

    /// The device behind a mark, if the mark is one of ours and for this login.
    pub async fn known_device(&self, mark: &str, login: &LoginKey) -> Result<Option<String>, Error> {
        let Some((device, proof)) = mark.split_once('.') else { return Ok(None) };
        let right = self.device_proof(device, login).await?;
        let known = constant_time::verify_slices_are_equal(right.as_bytes(), proof.as_bytes()).is_ok();
        Ok(known.then(|| device.to_owned()))
    }

    async fn device_proof(&self, device: &str, login: &LoginKey) -> Result<String, Error> {
        let index = self.keys().current(KeySet::Index).await?;
        Ok(hex(&mac(&index, &[b"device", device.as_bytes(), login.as_str().as_bytes()])))
    }

    /// The refresh token that follows `token`: always the same one, so that asking twice gives the same (S27), and nobody's who does not
    /// hold our key.
    pub async fn successor(&self, session: &SessionId, token: &Token) -> Result<Token, Error> {
        let index = self.keys().current(KeySet::Index).await?;
        Ok(Token::from_bytes(&mac(&index, &[b"refresh", session.as_str().as_bytes(), token.reveal().as_bytes()])))
    }
}
