//! What was asked a moment ago is not asked again: each query costs (domain.md 4.2), and a wizard saves often.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::kvk_number::KvkNumber;
use domain::register::Company;
use jiff::{SignedDuration, Timestamp};

/// How long an answer is good for. A change at the counter shows a few minutes later.
const LIFE: SignedDuration = SignedDuration::from_mins(5);
/// How many companies are remembered; the oldest goes first.
const MOST: usize = 200;

/// The companies asked about lately, found or not. What is missing because the register had trouble is never kept.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    known: Mutex<HashMap<KvkNumber, (Timestamp, Option<Company>)>>,
}

impl Cache {
    pub(crate) fn get(&self, number: &KvkNumber, now: Timestamp) -> Option<Option<Company>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(number).filter(|(at, _)| now.duration_since(*at).abs() < LIFE).map(|(_, company)| company.clone())
    }

    pub(crate) fn put(&self, number: &KvkNumber, now: Timestamp, company: Option<Company>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, (at, _)| now.duration_since(*at).abs() < LIFE);
        while known.len() >= MOST {
            let Some(oldest) = known.iter().min_by_key(|(_, (at, _))| *at).map(|(number, _)| number.clone()) else {
                break;
            };
            known.remove(&oldest);
        }
        known.insert(number.clone(), (now, company));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(at: usize) -> KvkNumber {
        format!("{at:08}").parse().unwrap()
    }

    #[test]
    fn an_answer_is_good_for_five_minutes_and_two_hundred_are_kept() {
        let (cache, now) = (Cache::default(), Timestamp::UNIX_EPOCH);
        cache.put(&number(1), now, None);
        assert_eq!(cache.get(&number(1), now + SignedDuration::from_secs(299)), Some(None));
        assert_eq!(cache.get(&number(1), now + SignedDuration::from_secs(300)), None);
        assert_eq!(cache.get(&number(2), now), None);
        for at in 1..=MOST + 1 {
            cache.put(&number(at), now + SignedDuration::from_millis(i64::try_from(at).unwrap()), None);
        }
        assert_eq!(cache.get(&number(1), now + SignedDuration::from_secs(1)), None);
        assert_eq!(cache.get(&number(MOST + 1), now + SignedDuration::from_secs(1)), Some(None));
    }
}
