//! Letters with a PIN: the desk writes a business down and has one made, and it is read as whoever opens the envelope reads it.

use std::time::Duration;

use serde_json::{Value, json};

use crate::people::{MemberBusiness, Person, Seeded, unlikely};

/// A company number nobody has: a stage is shared, a number is not.
pub fn unused_number() -> String {
    format!("9{}", unlikely().bytes().map(|byte| char::from(b'0' + byte % 10)).take(9).collect::<String>())
}

/// What the desk writes down of a business.
pub fn data(number: &str) -> Value {
    let address = json!({"street": "Am Wall 7", "postcode": "18055", "town": "Rostock", "country": "DE"});
    json!({"number": number, "name": format!("Malerei {number}"), "address": address, "language": "de"})
}

/// A business the desk wrote down: its id and number.
pub async fn written_down(desk: &Person<'_>) -> (String, String) {
    let number = unused_number();
    let made = desk.browser.post_once("/v1/desk/businesses", data(&number), &unlikely()).await.is(201);
    (made["id"].as_str().unwrap().to_owned(), number)
}

/// A business as the desk sees it.
pub async fn at_desk(desk: &Person<'_>, id: &str) -> Value {
    desk.browser.get(&format!("/v1/desk/businesses/{id}")).await.is(200)
}

/// Waits until the letter of a business is set, and reads it as whoever opens the envelope does.
pub async fn letter(desk: &Person<'_>, id: &str) -> String {
    for _ in 0..100 {
        if at_desk(desk, id).await["letter"]["fileUntil"].is_string() {
            let copy =
                desk.browser.post(&format!("/v1/desk/businesses/{id}/pin-letter/copies"), json!({})).await.is(200);
            let (status, _, file) = desk.browser.fetch(copy["url"].as_str().unwrap()).await;
            assert_eq!(status, 200);
            let paper = lopdf::Document::load_mem(&file).unwrap();
            let pages: Vec<u32> = paper.get_pages().keys().copied().collect();
            assert_eq!(pages.len(), 1, "a letter is one page");
            return paper.extract_text(&pages).unwrap();
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("no letter was set");
}

/// The eight digits in two groups, the only ones on the letter.
pub fn pin_on(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let four = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let pair =
        words.windows(2).find(|pair| four(pair[0]) && four(pair[1])).unwrap_or_else(|| panic!("no PIN in {text}"));
    pair.concat()
}

/// Has a letter made and gives its PIN.
pub async fn pin(desk: &Person<'_>, id: &str) -> String {
    desk.browser.post_once(&format!("/v1/desk/businesses/{id}/pin-letter"), json!({}), &unlikely()).await.is(201);
    pin_on(&letter(desk, id).await)
}

impl Person<'_> {
    /// A member business of his own, opened with the PIN of a letter: the way of the world, where nothing can be planted.
    pub(crate) async fn opens_with_letter(&self) -> MemberBusiness {
        let desk = self.browser.stage.seeded(Seeded::Fatima).await;
        let (id, number) = written_down(&desk).await;
        let input = json!({"companyNumber": number, "pin": pin(&desk, &id).await});
        self.browser.post_once("/v1/businesses", input, &unlikely()).await.is(201);
        MemberBusiness { id, number }
    }
}
