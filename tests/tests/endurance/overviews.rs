//! Overviews by schedule, with the process killed while they are sent out.

use std::time::Duration;

use black_box::{Stage, unlikely};

/// How many organisations get one, and how often the process is killed.
const ORGANISATIONS: usize = 60;
const KILLS: usize = 10;

#[tokio::test]
async fn killed_ten_times_while_overviews_are_sent_everybody_gets_one_and_nobody_two() {
    let Some(stage) = Stage::own("the process is killed") else { return };
    stage.subscribers(ORGANISATIONS, 3).await;
    stage.run_job("monthly-overviews").await;
    for _ in 0..KILLS {
        let pause = u64::from_str_radix(&unlikely()[..6], 16).unwrap() % 3_000;
        tokio::time::sleep(Duration::from_millis(pause)).await;
        stage.kill_and_restart();
        // What died in its hands may be taken up: so each kill falls into work that goes on.
        stage.leaps(Duration::from_secs(35)).await;
    }
    // What a killed worker had in its hands is taken up when its time is over; part follows part. While work goes on the clock stands still:
    // on a slow machine it would call dead what is only slow, again and again.
    let mut told = 0;
    for _ in 0..60 {
        stage.later(Duration::from_secs(150)).await;
        stage.run_job("sweep-outbox").await;
        stage.run_job("monthly-overviews").await;
        let (mut laid_down, mut quiet) = (0, 0);
        while told < ORGANISATIONS && quiet < 6 {
            tokio::time::sleep(Duration::from_millis(500)).await;
            let before = (laid_down, told);
            laid_down = stage.overviews_laid_down().len();
            while told < ORGANISATIONS && !mails(&stage, told + 1).await.is_empty() {
                told += 1;
            }
            quiet = if (laid_down, told) == before { quiet + 1 } else { 0 };
        }
        if told == ORGANISATIONS {
            break;
        }
    }
    let laid_down = stage.overviews_laid_down();
    assert_eq!((laid_down.len(), told), (ORGANISATIONS, ORGANISATIONS), "nobody is forgotten");
    assert!(laid_down.values().all(|files| *files == 1), "nobody has two: {laid_down:?}");
    for number in 1..=ORGANISATIONS {
        let told = mails(&stage, number).await;
        assert_eq!(told.len(), 1, "main-{number} is told once: {told:?}");
    }
}

/// The subjects of what the main user of an organisation was mailed of overviews; of the month's invoice he hears as well.
async fn mails(stage: &Stage, number: usize) -> Vec<String> {
    let mails = stage.inbox(&format!("main-{number}@subscribers.example")).all().await;
    mails.into_iter().map(|mail| mail.subject).filter(|subject| subject.contains("overzicht")).collect()
}
