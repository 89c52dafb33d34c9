//! How far a log-in reaches when its eHerkenning carries a branch restriction (vestigingsrestrictie), domain.md 2.2: it bounds powers, and
//! whoever takes it must respect it (S40).

use crate::establishment_number::EstablishmentNumber;

/// What a session may see and act on within its organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach<'a> {
    /// Everything: the log-in carried no restriction.
    Everything,
    /// What belongs to this branch. What belongs to another one, or to the organisation as a whole, is not there for it.
    Branch(&'a EstablishmentNumber),
}

impl<'a> Reach<'a> {
    /// The reach of a session that is bound to `branch`, or to none.
    pub fn of(branch: Option<&'a EstablishmentNumber>) -> Self {
        branch.map_or(Self::Everything, Self::Branch)
    }

    /// Whether something of `branch`, or of the organisation as a whole, is within it.
    pub fn covers(self, branch: Option<&EstablishmentNumber>) -> bool {
        match self {
            Self::Everything => true,
            Self::Branch(own) => branch == Some(own),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_in_for_a_branch_reaches_that_branch_and_nothing_else() {
        let (own, other): (EstablishmentNumber, EstablishmentNumber) =
            ("000037178598".parse().unwrap(), "000037178601".parse().unwrap());
        let bound = Reach::of(Some(&own));
        assert!(bound.covers(Some(&own)) && !bound.covers(Some(&other)) && !bound.covers(None));
        let whole = Reach::of(None);
        assert!(whole.covers(Some(&own)) && whole.covers(Some(&other)) && whole.covers(None));
    }
}
