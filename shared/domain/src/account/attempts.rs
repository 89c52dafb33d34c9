//! How often may be tried (S12-S16). A counter is raised before anything is verified, in one transaction with its limit as the condition;
//! a right attempt gives its count back.

use jiff::{SignedDuration, Timestamp};

/// How many within how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The counter's name.
    pub name: &'static str,
    /// The most within one window.
    pub most: u32,
    /// The window.
    pub window: SignedDuration,
    /// Whether a try is still let through now and then when the limit is reached: never a lock that lasts (S13).
    pub delayed: bool,
}

const QUARTER: SignedDuration = SignedDuration::from_mins(15);

/// Passwords, per login: ten, then one after 1, 2, 4, 8 minutes (S13).
pub const LOG_IN_BY_LOGIN: Limit = Limit { name: "log-in", most: 10, window: QUARTER, delayed: true };
/// Passwords from a device that this login was used on before: counted apart, so that whoever burns the login's own count locks nobody
/// out (S14).
pub const LOG_IN_BY_DEVICE: Limit = Limit { name: "log-in-device", most: 30, window: QUARTER, delayed: true };
/// Passwords, per network address (S13).
pub const LOG_IN_BY_ADDRESS: Limit = Limit { name: "log-in-address", most: 100, window: QUARTER, delayed: false };
/// Log-ins begun at the broker of eHerkenning, per network address: each keeps an item for a while.
pub const BROKER_BY_ADDRESS: Limit = Limit { name: "broker-address", most: 200, window: QUARTER, delayed: false };
/// Second factors, per account (S32).
pub const SECOND_FACTOR: Limit = Limit { name: "second-factor", most: 5, window: QUARTER, delayed: true };
/// Present passwords asked of somebody who is logged in, per account.
pub const PRESENT_PASSWORD: Limit = Limit { name: "present-password", most: 10, window: QUARTER, delayed: true };
/// Mails that anyone can ask for, per address asked for: nobody's mailbox is filled through Balie.
pub const MAIL_BY_ADDRESSEE: Limit = Limit { name: "mail", most: 5, window: QUARTER, delayed: false };
/// Links to a new password, per address asked for. Counted apart from other mails: whoever burns this count has had the owner sent a link
/// that lets him in, so nobody is locked out (S14).
pub const RESET_BY_ADDRESSEE: Limit = Limit { name: "reset", ..MAIL_BY_ADDRESSEE };
/// Codes for signing, per signer: each is five guesses out of a million, and a mailbox is not filled through Balie.
pub const SIGNING_CODE: Limit =
    Limit { name: "signing-code", most: 5, window: SignedDuration::from_mins(60), delayed: false };
/// First means applied for, per account: each opens a case, and may mail somebody a manager names.
pub const APPLICATIONS: Limit =
    Limit { name: "application", most: 20, window: SignedDuration::from_hours(24), delayed: false };
/// Colleagues invited, per main user: each mails somebody he names.
pub const INVITATIONS: Limit =
    Limit { name: "invitation", most: 50, window: SignedDuration::from_hours(24), delayed: false };
/// Questions to the business register, per account: each costs, and nobody copies the register through Balie.
pub const REGISTER_QUESTIONS: Limit = Limit { name: "register", most: 60, window: QUARTER, delayed: false };
/// Orders of products of the register, per account: an office orders many, a loop more.
pub const ORDERS: Limit = Limit { name: "order", most: 200, window: SignedDuration::from_mins(60), delayed: false };
/// Orders without an account, per network address: each is mailed to, and opens a payment.
pub const COUNTER_ORDERS: Limit =
    Limit { name: "counter-order", most: 20, window: SignedDuration::from_mins(60), delayed: false };
/// Questions to the service desk by somebody who is not logged in, per address he gives: each is mailed to.
pub const TICKETS_BY_ADDRESSEE: Limit =
    Limit { name: "ticket", most: 5, window: SignedDuration::from_mins(60), delayed: false };
/// The same, per network address: an office shares one, and nobody fills the desk's queue.
pub const TICKETS_BY_ADDRESS: Limit = Limit { name: "ticket-address", most: 20, ..TICKETS_BY_ADDRESSEE };
/// Questions to the service desk, per account.
pub const TICKETS_BY_ACCOUNT: Limit =
    Limit { name: "ticket-account", most: 20, window: SignedDuration::from_hours(24), delayed: false };
/// Changes of address asked for, per account: each mails two mailboxes, one of which may be anybody's.
pub const ADDRESS_CHANGES: Limit =
    Limit { name: "address-change", most: 5, window: SignedDuration::from_hours(24), delayed: false };
/// Forms begun, per account: each keeps a draft for a while.
pub const SUBMISSIONS: Limit =
    Limit { name: "submission", most: 100, window: SignedDuration::from_hours(24), delayed: false };
/// PINs of member businesses tried, per account: twice what a letter bears, so that whoever mistypes one and gets another is not held up (S23).
pub const PIN_BY_ACCOUNT: Limit =
    Limit { name: "pin", most: 10, window: SignedDuration::from_mins(60), delayed: false };
/// The same, per network address: a guild shares one.
pub const PIN_BY_ADDRESS: Limit = Limit { name: "pin-address", most: 60, ..PIN_BY_ACCOUNT };
/// Letters with a PIN asked for, per account.
pub const PIN_LETTERS_BY_ACCOUNT: Limit =
    Limit { name: "pin-letter", most: 5, window: SignedDuration::from_hours(24), delayed: false };
/// The same, per network address.
pub const PIN_LETTERS_BY_ADDRESS: Limit = Limit { name: "pin-letter-address", most: 30, ..PIN_LETTERS_BY_ACCOUNT };
/// Mails that anyone can ask for, per network address.
pub const MAIL_BY_ADDRESS: Limit = Limit { name: "mail-address", most: 100, window: QUARTER, delayed: false };

impl Limit {
    /// When the window began that `now` is in.
    pub fn window_start(&self, now: Timestamp) -> Timestamp {
        let length = self.window.as_secs().max(1);
        let second = now.as_second();
        Timestamp::from_second(second - second.rem_euclid(length)).unwrap_or(now)
    }

    /// When the window ends that `now` is in.
    pub fn window_end(&self, now: Timestamp) -> Timestamp {
        self.window_start(now).saturating_add(self.window).unwrap_or(now)
    }

    /// From when one more try is let through, when `tries` were made and the last was at `last`.
    pub fn next_try(&self, tries: u32, last: Timestamp, now: Timestamp) -> Timestamp {
        if tries < self.most {
            return now;
        }
        if !self.delayed {
            return self.window_end(now);
        }
        let doublings = (tries - self.most).min(4);
        let wait = SignedDuration::from_mins(1_i64 << doublings).min(self.window);
        last.saturating_add(wait).unwrap_or(last).min(self.window_end(now))
    }
}

/// The network an attempt is counted under: a whole address of the older kind, a /64 of the newer, which is what one subscriber has (S13).
/// Requests without an address are one network.
pub fn network(address: Option<std::net::IpAddr>) -> String {
    let Some(address) = address else { return "unknown".to_owned() };
    match address.to_canonical() {
        std::net::IpAddr::V4(v4) => v4.to_string(),
        std::net::IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::at;
    use super::*;

    #[test]
    fn below_the_limit_nobody_waits_and_above_it_each_wait_is_twice_the_last() {
        let limit = LOG_IN_BY_LOGIN;
        assert_eq!(limit.next_try(9, at(0), at(0)), at(0));
        for (tries, minutes) in [(10, 1), (11, 2), (12, 4), (13, 8), (14, 15), (400, 15)] {
            assert_eq!(limit.next_try(tries, at(0), at(0)), at(minutes * 60), "{tries}");
        }
    }

    #[test]
    fn a_wait_never_outlives_its_window() {
        let late = at(14 * 60);
        assert_eq!(LOG_IN_BY_LOGIN.next_try(13, late, late), at(15 * 60));
        assert_eq!(LOG_IN_BY_ADDRESS.next_try(100, at(0), at(10)), at(15 * 60));
        assert_eq!(LOG_IN_BY_ADDRESS.window_start(at(15 * 60)), at(15 * 60));
        assert_eq!(LOG_IN_BY_ADDRESS.window_start(at(15 * 60 - 1)), at(0));
    }

    #[test]
    fn a_subscriber_counts_once_however_many_addresses_he_has() {
        let of = |text: &str| network(text.parse().ok());
        assert_eq!(of("2001:db8:1:2:aaaa::1"), of("2001:db8:1:2:bbbb::2"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.7"), of("192.0.2.7"));
    }
}
