//! The mail service down: mails come later, and once.

use std::time::Duration;

use black_box::Stage;

#[tokio::test]
async fn with_the_mail_service_down_mails_come_later_and_once() {
    let Some(stage) = Stage::own("the mail service is taken down") else { return };
    stage.mail_service(true).await;
    let people: Vec<_> = (0..5).map(|_| stage.visitor()).collect();
    for ada in &people {
        ada.registers().await;
    }
    tokio::time::sleep(Duration::from_secs(3)).await;
    for ada in &people {
        assert_eq!(ada.inbox.all().await.len(), 0);
    }
    stage.mail_service(false).await;
    // What the stream no longer brings, the scheduled sweep does; where both come, one is enough.
    for _ in 0..4 {
        tokio::time::sleep(Duration::from_secs(5)).await;
        stage.run_job("sweep-outbox").await;
    }
    for ada in &people {
        ada.inbox.expect("Confirm your e-mail address").await;
        assert_eq!(ada.inbox.count("Confirm your e-mail address").await, 1, "{}", ada.email);
    }
    // The link that arrived late works.
    let late = stage.visitor();
    late.registers().await;
    late.confirms().await;
}
