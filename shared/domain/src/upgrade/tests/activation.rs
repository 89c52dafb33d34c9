//! Activation codes: how often one may be tried, and drawn.

use super::*;

#[test]
fn five_wrong_codes_void_it_and_a_new_one_kills_the_old() {
    let mut journey = Journey::approved();
    journey.mail_code("first").unwrap();
    for left in [4, 3, 2, 1, 0] {
        assert_eq!(journey.try_code("wrong"), Ok(Some(left)));
    }
    assert_eq!(journey.try_code("first"), Err(Refusal::CodeVoid));
    journey.renew().unwrap();
    assert_eq!(journey.try_code("first"), Err(Refusal::CodeVoid), "the old one is dead before the new one is mailed");
    journey.mail_code("second").unwrap();
    assert_eq!(journey.try_code("first"), Ok(Some(4)));
    journey.now += SignedDuration::from_hours(72);
    assert_eq!(journey.try_code("second"), Err(Refusal::CodeVoid), "72 hours are over");
    journey.renew().unwrap();
    journey.mail_code("third").unwrap();
    assert_eq!(journey.try_code("third"), Ok(None));
}

#[test]
fn five_codes_a_day_and_no_more() {
    let mut journey = Journey::approved();
    for _ in 0..4 {
        journey.now += SignedDuration::from_hours(1);
        journey.renew().unwrap();
    }
    let before = journey.upgrade.clone();
    journey.now += SignedDuration::from_hours(1);
    assert_eq!(journey.renew(), Err(Refusal::TooManyCodes { wait: SignedDuration::from_hours(19) }));
    assert_eq!(journey.upgrade, before, "the code that was mailed last still works");
    journey.now += SignedDuration::from_hours(19);
    journey.renew().unwrap();
    assert_eq!(journey.renew(), Err(Refusal::TooManyCodes { wait: SignedDuration::from_hours(1) }));
}

#[test]
fn a_code_that_was_drawn_is_mailed_again_as_it_is_and_one_that_was_replaced_never() {
    let mut journey = Journey::approved();
    let asked = journey.now;
    let due = |journey: &Journey, asked, kept| journey.upgrade.code_due(asked, kept, journey.now).unwrap();
    assert_eq!(due(&journey, asked, false), CodeDue::Draw);
    journey.mail_code("first").unwrap();
    let expires_at = journey.now + SignedDuration::from_hours(72);
    assert_eq!(due(&journey, asked, true), CodeDue::Mail { expires_at });
    assert_eq!(due(&journey, asked, false), CodeDue::Draw, "what stands there is of no attempt of this effect");

    journey.now += SignedDuration::from_hours(48);
    assert_eq!(due(&journey, asked, true), CodeDue::Draw, "the mail service was away: its whole time again");
    journey.try_code("wrong").unwrap();
    assert_eq!(due(&journey, asked, true), CodeDue::Mail { expires_at }, "it had arrived: it is as it is");
    while journey.try_code("wrong") != Ok(Some(0)) {}
    assert_eq!(due(&journey, asked, true), CodeDue::Nothing);

    journey.renew().unwrap();
    assert_eq!(due(&journey, asked, false), CodeDue::Nothing, "a newer one was asked for");
    assert_eq!(due(&journey, journey.now, false), CodeDue::Draw);
    journey.mail_code("second").unwrap();
    assert_eq!(due(&journey, asked, false), CodeDue::Nothing);
    journey.try_code("second").unwrap();
    assert_eq!(due(&journey, asked, true), CodeDue::Nothing);
}
