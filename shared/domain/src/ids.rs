//! Names for things: typed, time-sortable, with a prefix that says what they name (`upg_01jdc5...`).

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::chance::Chance;

/// The text is not an id of the kind that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not an id of this kind")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(try_from = "String", into = "String")]
        #[schemars(with = "String", extend("pattern" = concat!("^", $prefix, "_[0-9a-hjkmnp-tv-z]{26}$")))]
        pub struct $name(String);

        impl $name {
            /// A new id: the first half tells the time in milliseconds, the rest is chance.
            pub fn new(now: Timestamp, chance: &dyn Chance) -> Self {
                Self(format!("{}_{}", $prefix, sortable(now, chance)))
            }

            /// The id as it stands on the wire and in the table.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// When it was made, to the millisecond.
            pub fn made_at(&self) -> Timestamp {
                made_at(self.0.get(concat!($prefix, "_").len()..).unwrap_or_default())
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let rest = text.strip_prefix(concat!($prefix, "_")).ok_or(NotAnId)?;
                let fits = rest.len() == 26 && rest.bytes().all(|byte| ALPHABET.contains(&byte));
                if fits { Ok(Self(text.to_owned())) } else { Err(NotAnId) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;

            fn try_from(text: String) -> Result<Self, NotAnId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A person's account at Balie.
    AccountId = "acc";
    /// An organisation (a company in the register).
    OrganisationId = "org";
    /// One log-in that is open, on one device.
    SessionId = "ses";
    /// An eHerkenning means (eHerkenningsmiddel).
    MeansId = "mns";
    /// A request to raise a means to a higher level.
    UpgradeId = "upg";
    /// A document somebody handed in.
    DocumentId = "doc";
    /// An effect waiting in the outbox; also the idempotency key of what it does (S53).
    EffectId = "eff";
    /// A fact of the audit trail.
    AuditId = "aud";
    /// Somebody who must sign an upgrade.
    SignerId = "sgn";
    /// An appointment that was announced and can be taken back.
    AppointmentId = "app";
    /// Many upgrades set out from one table.
    BatchId = "bat";
    /// A message between the customer and the desk.
    MessageId = "msg";
    /// A paper that stands for the data of an upgrade.
    ContractId = "con";
    /// An access code (toegangscode) of one person within an organisation: the record, not the secret characters.
    AccessCodeId = "cod";
    /// An order of a product of the register.
    OrderId = "ord";
    /// A line of what an organisation spent.
    LineId = "lin";
    /// An invoice.
    InvoiceId = "inv";
    /// An overview of what was spent, made to be downloaded.
    OverviewId = "ovw";
    /// A question put to the service desk.
    TicketId = "tic";
    /// A member business (Mitgliedsbetrieb) of the chamber.
    BusinessId = "biz";
    /// A letter with a PIN that opens a member business.
    PinLetterId = "pin";
    /// A direct-debit mandate.
    MandateId = "mnd";
    /// A collection: many direct debits in one file for the bank.
    CollectionId = "col";
    /// A file in a folder of a member business, in all its versions.
    FileId = "fil";
    /// A version of a file.
    VersionId = "ver";
    /// A template the chamber keeps.
    TemplateId = "tpl";
    /// Something made for a member business in the background, for download: a zip, a template filled in.
    ParcelId = "pcl";
    /// A form somebody filled in, from its draft to what became of it.
    SubmissionId = "sub";
    /// One request, in logs and in problem answers.
    TraceId = "trc";
}

/// Crockford's base 32 in lower case: no i, l, o or u.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// 48 bits of time and 80 of chance as 26 characters that sort by time (the layout of a ULID).
fn sortable(now: Timestamp, chance: &dyn Chance) -> String {
    let millis = u128::try_from(now.as_millisecond()).unwrap_or_default();
    let random: [u8; 10] = chance.bytes();
    let value = random.iter().fold(millis, |value, byte| (value << 8) | u128::from(*byte));
    (0..26)
        .rev()
        .filter_map(|place| ALPHABET.get(((value >> (place * 5)) & 31) as usize))
        .map(|&byte| char::from(byte))
        .collect()
}

/// The time in the first ten of the 26 characters.
fn made_at(characters: &str) -> Timestamp {
    let place = |byte: u8| ALPHABET.iter().position(|letter| *letter == byte).unwrap_or_default();
    let millis = characters.bytes().take(10).fold(0_u64, |value, byte| (value << 5) | place(byte) as u64);
    i64::try_from(millis).ok().and_then(|millis| Timestamp::from_millisecond(millis).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sevens;
    impl Chance for Sevens {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    #[test]
    fn an_id_sorts_by_time_and_reads_back_as_its_own_kind_only() {
        let early = UpgradeId::new(Timestamp::from_millisecond(1_000).unwrap(), &Sevens);
        let late = UpgradeId::new(Timestamp::from_millisecond(2_000_000_000_000).unwrap(), &Sevens);
        assert!(early < late);
        assert_eq!((early.made_at().as_millisecond(), late.made_at().as_millisecond()), (1_000, 2_000_000_000_000));
        assert_eq!(late.as_str().parse::<UpgradeId>(), Ok(late.clone()));
        assert_eq!(late.as_str().parse::<MeansId>(), Err(NotAnId));
        assert_eq!("upg_".parse::<UpgradeId>(), Err(NotAnId));
        assert_eq!("upg_01JDC5AAAAAAAAAAAAAAAAAAAA".parse::<UpgradeId>(), Err(NotAnId));
    }
}
