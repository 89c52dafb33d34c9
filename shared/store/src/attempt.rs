//! How often a call that may be repeated is repeated, and how long between.

use std::time::Duration;

use domain::chance::Chance;

/// The wait before the next attempt.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pause(Duration);

/// Seven attempts within about two and a half seconds: 20, 40, 80 ... milliseconds apart.
pub(crate) fn attempts() -> impl Iterator<Item = Pause> {
    (0..7u32).map(|attempt| Pause(Duration::from_millis(20 << attempt)))
}

impl Pause {
    /// Waits two thirds of the time to four thirds of it, as chance has it: two writers that met are parted.
    pub(crate) async fn wait(self, chance: &dyn Chance) {
        tokio::time::sleep(self.0 * (32 + chance.below(32)) / 48).await;
    }

    /// Waits the time: for a reader, who is in nobody's way.
    pub(crate) async fn wait_out(self) {
        tokio::time::sleep(self.0).await;
    }
}
