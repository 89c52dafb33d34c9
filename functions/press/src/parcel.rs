//! What a member business downloads: its documents as one zip, read and laid down one after the other so that none but one stands in memory; or a template
//! with its data. Killed half-way, it is made anew under the same key; that it is ready is said once.

use std::collections::HashSet;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use domain::business::Business;
use domain::effect::Effect;
use domain::folder::parcel::{MOST_ATTEMPTS, MOST_BYTES, Parcel, ParcelFailure, Wish};
use domain::folder::template::{self, Content, Template};
use domain::folder::upload::{Owner, released_key};
use domain::folder::{File, TopicId};
use domain::ids::{BusinessId, ParcelId, TemplateId};
use domain::language::Language;
use jiff::{SignedDuration, Timestamp};
use paper::LetterSheet;
use runtime::{Context, Failure, FileError, Upload};
use store::{Change, Error, Versioned};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::hand::Hand;

/// How many files are listed at once.
const PAGE: u16 = 100;
/// How often progress is told.
const TOLD_EVERY: SignedDuration = SignedDuration::from_secs(1);

/// Makes a parcel.
pub(crate) async fn print(hand: &mut Hand<'_>, business: &BusinessId, id: &ParcelId) -> Result<(), Failure> {
    let cx = hand.cx();
    let Some(parcel) = cx.store().get::<Parcel>(store::folder::parcel_key(business, id)).await? else {
        return Ok(());
    };
    if !parcel.is_open() {
        return Ok(());
    }
    if hand.attempts() > MOST_ATTEMPTS {
        return settle(cx, &parcel, |parcel, now| parcel.failed(ParcelFailure::Broken, now)).await;
    }
    match parcel.wish.clone() {
        Wish::Zip { topic } => Zipping { told: cx.by_now(), hand, parcel }.make(topic.as_ref()).await,
        Wish::Template { template } => fill_in(cx, &parcel, &template).await,
    }
}

/// Writes what became of it, once, with the mail that tells so.
async fn settle(
    cx: &Context,
    read: &Versioned<Parcel>,
    became: impl FnOnce(Parcel, Timestamp) -> (Parcel, Option<Effect>),
) -> Result<(), Failure> {
    let (parcel, told) = became(read.value.clone(), cx.by_now());
    let mut change = Change::new();
    change.replace(read, &parcel).effects(told);
    match cx.commit(change).await {
        Ok(()) => Ok(()),
        Err(Error::Conflict(_)) => Err(Failure::Other("another worker makes the same parcel".to_owned())),
        Err(error) => Err(error.into()),
    }
}

/// A zip being made.
struct Zipping<'h, 'cx> {
    hand: &'h mut Hand<'cx>,
    parcel: Versioned<Parcel>,
    told: Timestamp,
}

impl Zipping<'_, '_> {
    async fn make(mut self, topic: Option<&TopicId>) -> Result<(), Failure> {
        let cx = self.hand.cx();
        let files = files(cx, &self.parcel.business, topic).await?;
        let size = files.iter().fold(0_u64, |sum, file| sum.saturating_add(file.size));
        let refused = match (files.is_empty(), size > MOST_BYTES) {
            (true, _) => Some(ParcelFailure::Empty),
            (false, true) => Some(ParcelFailure::TooLarge),
            (false, false) => None,
        };
        if let Some(reason) = refused {
            return settle(cx, &self.parcel, |parcel, now| parcel.failed(reason, now)).await;
        }
        let mut upload = cx.files().upload(&self.parcel.file_key(), "application/zip");
        match self.write(&files, size, &mut upload).await {
            Ok(documents) => {
                let bytes = upload.finish().await?;
                settle(cx, &self.parcel, |parcel, now| parcel.made(bytes, documents, now)).await
            }
            Err(failure) => {
                upload.give_up().await;
                Err(failure)
            }
        }
    }

    /// Writes every file; answers how many.
    async fn write(&mut self, files: &[File], size: u64, upload: &mut Upload) -> Result<u32, Failure> {
        let cx = self.hand.cx();
        let language = self.parcel.language;
        // Documents are packed by their own kinds already; packing them once more costs time and saves nothing.
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let sink = Sink::default();
        let mut zip = ZipWriter::new_stream(sink.clone());
        let (mut taken, mut documents, mut done) = (HashSet::new(), 0_u32, 0_u64);
        for file in files {
            let key = released_key(&Owner::Business(file.business.clone()), &file.latest);
            let bytes = match cx.files().read(&key, cx.config().largest_file.max(file.size)).await {
                Ok(read) => read.bytes,
                // Deleted since the list was read.
                Err(FileError::Absent) => continue,
                Err(error) => return Err(error.into()),
            };
            let options = plain.last_modified_time(moment(file.at));
            zip.start_file(entry_name(file, language, &mut taken), options).map_err(broken)?;
            zip.write_all(&bytes).map_err(broken)?;
            upload.add(&sink.taken()).await?;
            documents = documents.saturating_add(1);
            done = done.saturating_add(file.size);
            self.look(done.saturating_mul(99) / size.max(1)).await?;
        }
        zip.finish().map_err(broken)?;
        upload.add(&sink.taken()).await?;
        Ok(documents)
    }

    /// Tells how far it is, now and then.
    async fn look(&mut self, progress: u64) -> Result<(), Failure> {
        self.hand.still_at_it().await?;
        let now = self.hand.cx().by_now();
        if now.duration_since(self.told) < TOLD_EVERY {
            return Ok(());
        }
        self.told = now;
        let parcel = self.parcel.value.clone().at_progress(u8::try_from(progress).unwrap_or(99).min(99));
        let mut change = Change::new();
        change.replace(&self.parcel, &parcel);
        self.hand.cx().commit(change).await?;
        self.parcel = Versioned { value: parcel, version: self.parcel.version.saturating_add(1) };
        Ok(())
    }
}

fn broken(error: impl std::fmt::Display) -> Failure {
    Failure::Other(error.to_string())
}

/// Where the zip is written to, taken from after each document.
#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Sink {
    fn taken(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The files that go into it.
async fn files(cx: &Context, business: &BusinessId, topic: Option<&TopicId>) -> Result<Vec<File>, Failure> {
    let (mut files, mut after) = (Vec::new(), None);
    loop {
        let range = match topic {
            Some(topic) => store::folder::files(business, topic),
            None => store::folder::all_files(business),
        };
        let page = cx.store().list::<File>(range.limit(PAGE).after(after)).await?;
        files.extend(page.items.into_iter().map(|file| file.value));
        after = page.next_cursor;
        if after.is_none() {
            return Ok(files);
        }
    }
}

/// When a document was put there, as a zip can say it.
fn moment(at: Timestamp) -> zip::DateTime {
    let at = at.to_zoned(jiff::tz::TimeZone::UTC);
    let small = |number: i8| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or_default();
    let (month, day) = (small(at.month()), small(at.day()));
    let (hour, minute, second) = (small(at.hour()), small(at.minute()), small(at.second()));
    zip::DateTime::from_date_and_time(year, month, day, hour, minute, second).unwrap_or_default()
}

/// Where a document lies in the zip: a folder for each topic. No name leads out of it, and none comes twice.
fn entry_name(file: &File, language: Language, taken: &mut HashSet<String>) -> String {
    let folder = file.topic.topic().map_or(file.topic.as_str(), |topic| topic.title.in_language(language));
    let name = format!("{}/{}", plain(folder), plain(file.name.as_str()));
    if taken.insert(name.to_lowercase()) {
        return name;
    }
    let name = format!("{}/{}-{}", plain(folder), file.id, plain(file.name.as_str()));
    taken.insert(name.to_lowercase());
    name
}

/// A name any system can give a file.
fn plain(name: &str) -> String {
    let unfit = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let name: String = name.chars().map(|c| if unfit(c) { '_' } else { c }).collect();
    let name = name.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if name.is_empty() { "_".to_owned() } else { name.to_owned() }
}

/// Fills in a template and lays it down.
async fn fill_in(cx: &Context, parcel: &Versioned<Parcel>, id: &TemplateId) -> Result<(), Failure> {
    let business = cx.store().get::<Business>(store::business::key(&parcel.business)).await?;
    let kept = cx.store().get::<Template>(store::folder::template_key(id)).await?.map(|kept| kept.value);
    let template = kept.or_else(|| template::built_in().iter().find(|template| template.id == *id).cloned());
    let (Some(business), Some(Template { content: Content::Letter { letter }, .. })) = (business, template) else {
        return settle(cx, parcel, |parcel, now| parcel.failed(ParcelFailure::Broken, now)).await;
    };
    let (language, today) = (parcel.language, cx.today());
    let day = template::day(language, today);
    let (subject, paragraphs) = letter.filled_in(&business, language, &day);
    let address = &business.address;
    let number = match language {
        Language::German => "Betriebsnummer",
        Language::Dutch => "Bedrijfsnummer",
        Language::English => "Company number",
    };
    let sheet = LetterSheet {
        sender: vec![
            business.name.as_str().to_owned(),
            address.street.as_str().to_owned(),
            format!("{} {}", String::from(address.postcode.clone()), address.town.as_str()),
            format!("{number} {}", business.number),
        ],
        to: vec![
            match language {
                Language::German => "An die Handwerkskammer",
                Language::Dutch => "Aan de kamer van ambachten",
                Language::English => "To the Chamber of Crafts",
            }
            .to_owned(),
        ],
        place_and_day: format!("{}, {day}", address.town.as_str()),
        subject,
        paragraphs,
        foot: format!("{} \u{b7} {number} {}", business.name, business.number),
        made_on: today,
    };
    let pdf = tokio::task::spawn_blocking(move || paper::letter(&sheet, language)).await.map_err(broken)?;
    let pdf = pdf.map_err(broken)?;
    let bytes = u64::try_from(pdf.len()).unwrap_or_default();
    cx.files().put(&parcel.file_key(), "application/pdf", pdf).await?;
    settle(cx, parcel, |parcel, now| parcel.made(bytes, 1, now)).await
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn no_name_leads_out_of_the_zip() {
        for (name, fit) in [
            ("../../etc/passwd", "_.._etc_passwd"),
            ("a\\b:c.pdf", "a_b_c.pdf"),
            ("..", "_"),
            ("Brief 1.pdf", "Brief 1.pdf"),
        ] {
            assert_eq!(plain(name), fit);
        }
    }
}
