//! An overview of what was spent: read page by page, written line by line, laid down piece by piece. Killed half-way, it is made anew under the
//! same key; that it is ready is said once, with the mail that tells so.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;

use domain::access_code::AccessCode;
use domain::account::Account;
use domain::ids::{AccountId, OrganisationId, OverviewId};
use domain::organisation::{MainUser, Organisation};
use domain::overview::{Codes, Format, MOST_ATTEMPTS, MOST_LINES_ON_PAPER, Overview, Totals};
use domain::spend::{Head, Line};
use jiff::{SignedDuration, Timestamp};
use runtime::{Context, Failure, PIECE, Upload};
use sheet::overview::{Csv, Names, Title, Workbook};
use store::{Change, Error, Versioned};

use crate::hand::Hand;
use crate::lines::{Lines, expected, sum};
use crate::on_paper;

/// How often progress is told.
const TOLD_EVERY: SignedDuration = SignedDuration::from_secs(1);
/// After how many lines it is looked whether it is time to tell.
const LOOK_EVERY: u64 = 256;
/// How much CSV is gathered before it is handed on, in bytes.
const HANDED_ON: usize = 256 * 1024;
/// How much of the work is done when the last line was read; the rest is packing and laying down.
const LINES_ARE: u64 = 92;

/// Makes an overview.
pub(crate) async fn print(
    hand: &mut Hand<'_>,
    organisation: &OrganisationId,
    owner: Option<&AccountId>,
    id: &OverviewId,
) -> Result<(), Failure> {
    let cx = hand.cx();
    let Some(read) = cx.store().get::<Overview>(store::overview::key(organisation, owner, id)).await? else {
        return Ok(());
    };
    if !read.is_open() {
        return Ok(());
    }
    if hand.attempts() > MOST_ATTEMPTS {
        return settle(cx, &read, |overview, now| overview.failed(now)).await;
    }
    let mut making = Making { hand, overview: read, told: cx.by_now() };
    making.tell(0).await?;
    making.make().await
}

/// An overview being made.
struct Making<'h, 'cx> {
    hand: &'h mut Hand<'cx>,
    overview: Versioned<Overview>,
    told: Timestamp,
}

impl Making<'_, '_> {
    async fn make(mut self) -> Result<(), Failure> {
        let cx = self.hand.cx();
        let wish = self.overview.wish.clone();
        let (title, names) = about(cx, &self.overview).await?;
        let totals = expected(cx, &self.overview.organisation, wish.period, &wish.codes).await?;
        let lines = Lines::of(&self.overview.organisation, wish.period, &wish.codes, &totals);
        let expected = u64::try_from(sum(&totals).lines).unwrap_or_default();
        let mut upload = cx.files().upload(&self.overview.file_key(), wish.format.content_type());
        match self.write(lines, expected, (&title, &names), &mut upload).await {
            // A place in the index that lags behind, or worse: nothing is told to be whole that is not.
            Ok(counted) if counted.all.lines < sum(&totals).lines => {
                upload.give_up().await;
                Err(Failure::Other("fewer lines were read than the totals tell of".to_owned()))
            }
            Ok(counted) => {
                let bytes = upload.finish().await?;
                settle(cx, &self.overview, |overview, now| overview.made(counted.all, bytes, now)).await
            }
            Err(failure) => {
                upload.give_up().await;
                Err(failure)
            }
        }
    }

    /// Writes the file; answers what its lines come to.
    async fn write(
        &mut self,
        mut lines: Lines,
        expected: u64,
        (title, names): (&Title, &Names),
        upload: &mut Upload,
    ) -> Result<Totals, Failure> {
        let cx = self.hand.cx();
        let wish = self.overview.wish.clone();
        let mut totals = Totals::default();
        let mut file = File::begin(wish.format, wish.language)?;
        let mut count: u64 = 0;
        while let Some(line) = lines.next(cx).await? {
            totals.add(&line);
            file.line(line, names)?;
            count = count.saturating_add(1);
            if count.is_multiple_of(LOOK_EVERY) {
                if let File::Csv(csv) = &mut file
                    && csv.size() >= HANDED_ON
                {
                    upload.add(&csv.taken()).await?;
                }
                self.look(count.saturating_mul(LINES_ARE) / expected.max(1)).await?;
            }
        }
        match file {
            File::Csv(csv) => upload.add(&csv.end_with(&totals, names, title)).await?,
            File::Xlsx(book) => {
                let (counted, names, title) = (totals.clone(), names.clone(), title.clone());
                let mut packed = self.beside(move || book.end_with(&counted, &names, &title)).await?;
                let mut piece = vec![0; PIECE];
                loop {
                    let read = packed.read(&mut piece).map_err(broken)?;
                    match piece.get(..read).filter(|some| !some.is_empty()) {
                        Some(some) => upload.add(some).await?,
                        None => break,
                    }
                    self.look(98).await?;
                }
            }
            File::Pdf(lines) => {
                let (language, counted, names, title) = (wish.language, totals.clone(), names.clone(), title.clone());
                let lines = (count <= MOST_LINES_ON_PAPER).then_some(lines);
                let pdf = self.beside(move || on_paper::overview(language, &title, &names, lines.as_deref(), &counted));
                upload.add(&pdf.await?).await?;
            }
        }
        Ok(totals)
    }

    /// Does what takes long on a thread of its own, and goes on telling that it is being made.
    async fn beside<T: Send + 'static>(
        &mut self,
        work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
    ) -> Result<T, Failure> {
        let mut work = tokio::task::spawn_blocking(work);
        loop {
            match tokio::time::timeout(std::time::Duration::from_secs(1), &mut work).await {
                Ok(Ok(done)) => return done.map_err(broken),
                Ok(Err(error)) => return Err(Failure::Other(error.to_string())),
                Err(_) => self.look(96).await?,
            }
        }
    }

    /// Tells how far it is, now and then.
    async fn look(&mut self, progress: u64) -> Result<(), Failure> {
        self.hand.still_at_it().await?;
        let now = self.hand.cx().by_now();
        if now.duration_since(self.told) < TOLD_EVERY {
            return Ok(());
        }
        self.told = now;
        self.tell(u8::try_from(progress).unwrap_or(100).min(99)).await
    }

    async fn tell(&mut self, progress: u8) -> Result<(), Failure> {
        let overview = self.overview.value.clone().at_progress(progress);
        let mut change = Change::new();
        change.replace(&self.overview, &overview);
        self.hand.cx().commit(change).await?;
        self.overview = Versioned { value: overview, version: self.overview.version + 1 };
        Ok(())
    }
}

fn broken(error: std::io::Error) -> Failure {
    Failure::Other(error.to_string())
}

/// Writes what became of it, once, with the mail that tells so.
async fn settle(
    cx: &Context,
    read: &Versioned<Overview>,
    became: impl FnOnce(Overview, Timestamp) -> (Overview, domain::effect::Effect),
) -> Result<(), Failure> {
    let (overview, told) = became(read.value.clone(), cx.by_now());
    let mut change = Change::new();
    change.replace(read, &overview).effect(told);
    match cx.commit(change).await {
        Ok(()) => Ok(()),
        // Another worker made it as well and was quicker, or is still at it.
        Err(Error::Conflict(_)) => Err(Failure::Other("another worker makes the same overview".to_owned())),
        Err(error) => Err(error.into()),
    }
}

/// A file being written.
enum File {
    Csv(Csv),
    Xlsx(Box<Workbook>),
    Pdf(Vec<Line>),
}

impl File {
    fn begin(format: Format, language: domain::language::Language) -> Result<Self, Failure> {
        Ok(match format {
            Format::Csv => Self::Csv(Csv::begin(language).map_err(broken)?),
            Format::Xlsx => Self::Xlsx(Box::new(Workbook::begin(language).map_err(broken)?)),
            Format::Pdf => Self::Pdf(Vec::new()),
        })
    }

    fn line(&mut self, line: Line, names: &Names) -> Result<(), Failure> {
        match self {
            Self::Csv(csv) => csv.line(&line, names),
            Self::Xlsx(book) => book.line(&line, names).map_err(broken)?,
            Self::Pdf(lines) if lines.len() as u64 <= MOST_LINES_ON_PAPER => lines.push(line),
            Self::Pdf(_) => {}
        }
        Ok(())
    }
}

/// What stands above the overview, and what the things are called that its lines name.
async fn about(cx: &Context, overview: &Overview) -> Result<(Title, Names), Failure> {
    let id = &overview.organisation;
    let period = overview.wish.period;
    let organisation = cx.store().get::<Organisation>(store::organisation::key(id)).await?;
    let organisation = organisation.ok_or_else(|| Failure::Other("the organisation is gone".to_owned()))?;
    let codes = cx.store().list::<AccessCode>(store::access_code::of_organisation(id)).await?;
    let heads = cx.store().list::<Head>(store::spend::heads(id, period.from, period.to)).await?;
    let main_user = match cx.store().get::<MainUser>(store::organisation::main_user_key(id)).await? {
        Some(main) => cx.store().get::<Account>(store::account::key(&main.account)).await?,
        None => None,
    };
    let main_user = main_user.map(|account| match &account.name {
        Some(name) => name.as_str().to_owned(),
        None => account.email.as_str().to_owned(),
    });
    let said = match &overview.wish.codes {
        Codes::All => None,
        Codes::These { these } => Some(
            codes
                .items
                .iter()
                .filter(|code| these.contains(&code.id))
                .map(|code| code.label.as_str().to_owned())
                .collect(),
        ),
    };
    let hints: HashMap<_, _> =
        codes.items.into_iter().filter_map(|code| Some((code.value.id, code.value.hint?))).collect();
    let invoices: BTreeMap<_, _> =
        heads.items.into_iter().filter_map(|head| Some((head.month, head.value.invoice?.number))).collect();
    let title = Title {
        organisation: organisation.value.name.clone(),
        kvk_number: organisation.value.kvk_number.to_string(),
        main_user,
        period,
        codes: said,
        made_at: cx.by_now(),
    };
    Ok((title, Names::new(hints, invoices)))
}
