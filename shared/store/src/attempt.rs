//! How often a call that may be repeated is repeated, and how long between.

use std::time::Duration;

/// The wait before the next attempt.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pause(Duration);

/// Seven attempts within about two and a half seconds: 20, 40, 80 ... milliseconds apart. Two writers that met once are taken apart by
/// the time their own work takes between attempts.
pub(crate) fn attempts() -> impl Iterator<Item = Pause> {
    (0..7u32).map(|attempt| Pause(Duration::from_millis(20 << attempt)))
}

impl Pause {
    pub(crate) async fn wait(self) {
        // The address of a local differs between tasks and processes: jitter enough to part writers, without a source of chance here.
        let here = 0u8;
        let spread = (std::ptr::from_ref(&here) as usize / 64 % 32) as u32;
        tokio::time::sleep(self.0 * (32 + spread) / 48).await;
    }
}
