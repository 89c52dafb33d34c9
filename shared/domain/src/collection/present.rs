//! What goes into the file: decided anew for each debit when the file is made, so that whoever revoked his mandate in between falls out.

use jiff::Timestamp;

use super::{Collection, Debit, Dropped, Outcome, Presented, Sequence};
use crate::mandate::{CreditorId, Decided, Frequency, Mandate, MandateRefusal, State};

impl Collection {
    /// Whether a mandate can be collected under on this collection's day, for this creditor.
    ///
    /// # Errors
    /// Why not.
    pub fn takes(&self, mandate: &Mandate, creditor: &CreditorId) -> Result<(), Dropped> {
        if mandate.creditor.creditor_id != *creditor {
            return Err(Dropped::OtherCreditor);
        }
        Ok(mandate.collectable(self.on)?)
    }
}

impl Debit {
    /// Goes into the file, with what that means for its mandate.
    ///
    /// # Errors
    /// Why it falls out.
    pub fn present(
        self,
        mandate: &Mandate,
        collection: &Collection,
        creditor: &CreditorId,
        now: Timestamp,
    ) -> Result<(Self, Decided), Dropped> {
        collection.takes(mandate, creditor)?;
        let State::Active { signed_at, last_collected, .. } = mandate.state else { return Err(Dropped::NotSigned) };
        let sequence = match (mandate.frequency, last_collected) {
            (Frequency::OneOff, _) => Sequence::OneOff,
            (Frequency::Recurring, _) if self.last => Sequence::Final,
            (Frequency::Recurring, None) => Sequence::First,
            (Frequency::Recurring, Some(_)) => Sequence::Recurring,
        };
        let presented = Presented {
            sequence,
            scheme: mandate.scheme,
            signed_at,
            holder: mandate.debtor.holder.clone(),
            account: mandate.debtor.iban.clone(),
            moved_from: mandate.moved_from.clone(),
            before: last_collected,
        };
        let decided = mandate.clone().collected(collection.on, self.last, now)?;
        Ok((self.after(Outcome::Presented(presented)), decided))
    }
}

impl From<MandateRefusal> for Dropped {
    fn from(refusal: MandateRefusal) -> Self {
        match refusal {
            MandateRefusal::Revoked => Self::Revoked,
            MandateRefusal::Lapsed => Self::Lapsed,
            MandateRefusal::UsedUp => Self::UsedUp,
            MandateRefusal::AccountUseless => Self::AccountUseless,
            MandateRefusal::CreditorChanged => Self::OtherCreditor,
            // The rest is refused of changes, not of collections: nothing is collected under what is not as it was signed.
            MandateRefusal::NotSigned
            | MandateRefusal::SchemeChanged
            | MandateRefusal::FrequencyChanged
            | MandateRefusal::ChangedMeanwhile
            | MandateRefusal::NothingWaits
            | MandateRefusal::NothingChanges => Self::NotSigned,
        }
    }
}
