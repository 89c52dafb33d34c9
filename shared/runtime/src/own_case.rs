//! The case of somebody's own organisation: the one way by which a member comes to a case, so that who may see it is asked in one place.

use domain::ids::UpgradeId;
use store::Error;
use store::upgrade::Case;

use crate::caller::Member;
use crate::context::Context;

impl Member {
    /// The case of this upgrade, if it is of the caller's organisation and he may see it. What is not there and what he may not see are one
    /// answer (S44).
    ///
    /// # Errors
    /// When the table fails.
    pub async fn case(&self, cx: &Context, id: &UpgradeId) -> Result<Option<Case>, Error> {
        let case = Case::load(cx.store(), self.organisation(), id).await?;
        Ok(case.filter(|case| self.may_see(&case.upgrade.holder, case.upgrade.branch.as_ref())))
    }
}
