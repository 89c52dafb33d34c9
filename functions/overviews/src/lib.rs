//! Overviews of what was spent: asked for and made in the background, standing ready for thirty days, and sent by themselves to whoever
//! subscribed. One file per operation.

mod problems;
mod view;

pub mod ask_overview;
pub mod end_overview_subscription;
pub mod get_overview;
pub mod get_overview_subscription;
pub mod list_overviews;
pub mod subscribe_to_overviews;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<ask_overview::AskOverview>(),
        operation::<list_overviews::ListOverviews>(),
        operation::<get_overview::GetOverview>(),
        operation::<get_overview_subscription::GetOverviewSubscription>(),
        operation::<subscribe_to_overviews::SubscribeToOverviews>(),
        operation::<end_overview_subscription::EndOverviewSubscription>(),
    ]
}
