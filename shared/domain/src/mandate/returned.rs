//! What it means for a mandate that the bank gave a collection back.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Decided, Mandate, State, What, Who};
use crate::collection::{Consequence, Presented, ReturnReason, Returned};

impl Mandate {
    /// The bank gave back what was collected on a day. The day of the last collection is again the one before, and a mandate for one collection
    /// can be used once more, unless the debtor asked for his money back; an account that is of no use is not collected from until another
    /// is named; a mandate that the bank says was never given, or whose giver died, ends.
    pub fn given_back(self, returned: Returned, presented: &Presented, collected_on: Date, now: Timestamp) -> Decided {
        let again = |last: Option<Date>| if last == Some(collected_on) { presented.before } else { last };
        let restored = match self.state.clone() {
            State::Active { signed_at, last_collected, useless_since } => {
                State::Active { signed_at, last_collected: again(last_collected), useless_since }
            }
            State::UsedUp { on } if on == collected_on && returned.reason != ReturnReason::Md06 => {
                let signed_at = presented.signed_at;
                State::Active { signed_at, last_collected: presented.before, useless_since: None }
            }
            State::Revoked { at, last_collected } => State::Revoked { at, last_collected: again(last_collected) },
            State::Lapsed { on, last_collected } => State::Lapsed { on, last_collected: again(last_collected) },
            other @ (State::Draft { .. } | State::UsedUp { .. }) => other,
        };
        let same_account = self.debtor.iban == presented.account;
        let (state, ends) = match (restored, returned.reason.consequence()) {
            (State::Active { last_collected, .. }, Consequence::Ends) => {
                (State::Revoked { at: now, last_collected }, true)
            }
            (State::Active { signed_at, last_collected, .. }, Consequence::AccountUseless) if same_account => {
                (State::Active { signed_at, last_collected, useless_since: Some(returned.on) }, false)
            }
            (state, Consequence::None | Consequence::AccountUseless | Consequence::Ends) => (state, false),
        };
        // The bank may never have learnt of the account it was told of with this collection.
        let moved_from = self.moved_from.or_else(|| presented.moved_from.clone());
        let moved_from = moved_from.filter(|from| *from != self.debtor.iban);
        let proposed = self.proposed.filter(|_| !ends);
        let decided = Decided::of(Self { state, moved_from, proposed, ..self }).tell(
            Who::Desk,
            What::Returned { on: returned.on },
            now,
        );
        if ends { decided.tell(Who::Desk, What::Revoked {}, now) } else { decided }
    }
}
