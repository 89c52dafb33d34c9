//! Where randomness comes from: an argument, never a global. At the edge it is the operating system's generator; in a test, a seed.

/// A source of unpredictable bytes.
pub trait Chance: Send + Sync {
    /// Fills `bytes` from the source. The edge's source is cryptographically secure; every secret Balie makes is drawn through here.
    fn fill(&self, bytes: &mut [u8]);
}

impl dyn Chance + '_ {
    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A number below `limit`, without favouring any (rejection sampling). `limit` 0 gives 0.
    pub fn below(&self, limit: u32) -> u32 {
        if limit == 0 {
            return 0;
        }
        let whole = u32::MAX - u32::MAX % limit;
        loop {
            let drawn = u32::from_le_bytes(self.bytes());
            if drawn < whole {
                return drawn % limit;
            }
        }
    }
}
