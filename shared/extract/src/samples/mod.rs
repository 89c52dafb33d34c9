//! Extracts to try things with: honest ones in both layouts (domain.md 4.4), and files that mean harm.
//!
//! Nobody's data: the companies are those of KvK's published test numbers or made up.

mod hostile;
mod paper;
mod seal;

pub use hostile::Hostile;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
pub use seal::SealedBy;

use crate::Layout;

/// The trust list of the test authority, under which sealed samples are made. Never one to deploy with.
pub const TRUST_LIST: &str = include_str!("../../samples-src/authority/trust-list.json");

/// An extract to be made.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The number under the label at the head and in every footer.
    pub kvk_number: String,
    /// The name of the company.
    pub name: String,
    /// When it says it was made.
    pub made: DateTime,
    /// Dutch or English.
    pub layout: Layout,
    /// Labels on the line before their values, as some producers set them.
    pub stacked: bool,
    /// The number of a company that is its director, printed under the same label further down.
    pub director: Option<String>,
    /// Its directors who are people.
    pub people: Vec<SamplePerson>,
}

/// Somebody who directs the company of a sample.
#[derive(Debug, Clone)]
pub struct SamplePerson {
    /// `Jansen, Petra Maria`.
    pub name: String,
    /// `01-02-1975`.
    pub born: String,
    /// Whether together with the others only.
    pub joint: bool,
}

impl SamplePerson {
    /// Somebody who may act alone.
    pub fn new(name: &str, born: &str) -> Self {
        Self { name: name.to_owned(), born: born.to_owned(), joint: false }
    }

    /// The same, together with the others only.
    pub fn joint(self) -> Self {
        Self { joint: true, ..self }
    }
}

/// Pages of labels with their values, sealed by the issuer under the test authority at a moment: whatever the register may certify.
pub fn sealed_pages(pages: &[Vec<(String, String)>], at: Timestamp) -> Vec<u8> {
    seal::sealed(paper::document(pages, false), SealedBy::Issuer, at).unwrap_or_default()
}

/// The same without a seal.
pub fn printed_pages(pages: &[Vec<(String, String)>]) -> Vec<u8> {
    paper::write(&mut paper::document(pages, false))
}

impl Sample {
    /// A Dutch extract with its labels beside their values.
    pub fn new(kvk_number: &str, made: DateTime) -> Self {
        Self {
            kvk_number: kvk_number.to_owned(),
            name: "Voorbeeld Beheer B.V.".to_owned(),
            made,
            layout: Layout::Dutch,
            stacked: false,
            director: None,
            people: vec![SamplePerson::new("Jansen, Petra Maria", "01-02-1975")],
        }
    }

    /// The same in English.
    pub fn english(self) -> Self {
        Self { layout: Layout::English, ..self }
    }

    /// The same with every label on the line before its value.
    pub fn stacked(self) -> Self {
        Self { stacked: true, ..self }
    }

    /// The same with these directors.
    pub fn with_people(self, people: Vec<SamplePerson>) -> Self {
        Self { people, ..self }
    }

    /// The same with a company as its director.
    pub fn with_director(self, kvk_number: &str) -> Self {
        Self { director: Some(kvk_number.to_owned()), ..self }
    }

    /// The file, sealed by the issuer under the test authority at the moment it was made.
    pub fn pdf(&self) -> Vec<u8> {
        self.sealed_pdf(SealedBy::Issuer)
    }

    /// The file with somebody's seal.
    pub fn sealed_pdf(&self, by: SealedBy) -> Vec<u8> {
        // The authority's files are compiled in and whole; were they not, tests of the seal would tell.
        seal::sealed(self.document(), by, self.sealed_at()).unwrap_or_default()
    }

    /// The sealed file with a picture of so many bytes in it, as a logo scanned too finely would be.
    pub fn with_picture(&self, bytes: usize) -> Vec<u8> {
        let mut document = self.document();
        // Packed pictures look like chance; this is always the same one.
        let noise =
            std::iter::successors(Some(1_u32), |one| Some(one.wrapping_mul(1_103_515_245).wrapping_add(12_345)))
                .map(|one| u8::try_from(one >> 24).unwrap_or_default());
        let noise = noise.take(bytes).collect();
        document.add_object(lopdf::Stream::new(
            lopdf::dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => 3000, "Height" => 3300 },
            noise,
        ));
        seal::sealed(document, SealedBy::Issuer, self.sealed_at()).unwrap_or_default()
    }

    /// The file as it comes out of a printer: without a seal.
    pub fn printed_pdf(&self) -> Vec<u8> {
        paper::write(&mut self.document())
    }

    fn document(&self) -> lopdf::Document {
        paper::document(&[self.rows(), self.second_page()], self.stacked)
    }

    fn sealed_at(&self) -> Timestamp {
        let amsterdam = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
        self.made.to_zoned(amsterdam).map(|zoned| zoned.timestamp()).unwrap_or_default()
    }

    /// The file as newer producers write it: its objects packed into object streams.
    pub fn packed_pdf(&self) -> Vec<u8> {
        paper::write_packed(&mut paper::document(&[self.rows(), self.second_page()], self.stacked))
    }

    fn rows(&self) -> Vec<(String, String)> {
        let row = |label: &str, value: &str| (label.to_owned(), value.to_owned());
        match self.layout {
            Layout::Dutch => {
                let mut rows = vec![
                    row("Uittreksel Handelsregister Kamer van Koophandel", ""),
                    row("KvK-nummer", &self.kvk_number),
                    row("Pagina 1 (van 2)", ""),
                    row("Rechtspersoon", ""),
                    row("RSIN", "857587973"),
                    row("Rechtsvorm", "Besloten Vennootschap"),
                    row("Statutaire naam", &self.name),
                    row("Statutaire zetel", "Utrecht"),
                    row("Eerste inschrijving handelsregister", "01-02-2012"),
                    row("Datum akte van oprichting", "31-01-2012"),
                    row("Geplaatst kapitaal", "EUR 100,00"),
                    row("Onderneming", ""),
                    row("Handelsnaam", &self.name),
                    row("Startdatum onderneming", "01-02-2012 (datum registratie: 03-02-2012)"),
                    row("Activiteiten", "SBI-code: 6420 - Financi\u{eb}le holdings"),
                    row("Werkzame personen", "3"),
                    row("Vestiging", ""),
                    row("Vestigingsnummer", "000037178598"),
                    row("Bezoekadres", "Dorpsstraat 1, 3511AB Utrecht"),
                    row("Bestuurders", ""),
                ];
                if let Some(director) = &self.director {
                    rows.push(row("Naam", "Moedermaatschappij Holding B.V."));
                    rows.push(row("KvK-nummer", director));
                }
                rows.extend(self.people.iter().flat_map(|person| {
                    let power = if person.joint {
                        "Gezamenlijk bevoegd (met andere bestuurder(s), zie statuten)"
                    } else {
                        "Alleen/zelfstandig bevoegd"
                    };
                    [
                        row("Naam", &person.name),
                        row("Geboortedatum en -plaats", &format!("{}, Utrecht", person.born)),
                        row("Datum in functie", "31-01-2012 (datum registratie: 03-02-2012)"),
                        row("Titel", "Directeur"),
                        row("Bevoegdheid", power),
                    ]
                }));
                rows
            }
            Layout::English => {
                let mut rows = vec![
                    row("Business Register extract Netherlands Chamber of Commerce", ""),
                    row("CCI number", &self.kvk_number),
                    row("Page 1 (of 2)", ""),
                    row("Legal entity", ""),
                    row("RSIN", "857587973"),
                    row("Legal form", "Besloten Vennootschap (comparable with Private Limited Liability Company)"),
                    row("Statutory name", &self.name),
                    row("Corporate seat", "Utrecht"),
                    row("First entry in Business Register", "01-02-2012"),
                    row("Date of deed of incorporation", "31-01-2012"),
                    row("Issued capital", "EUR 100.00"),
                    row("Company", ""),
                    row("Trade name", &self.name),
                    row("Establishment", ""),
                    row("Establishment number", "000037178598"),
                    row("Visiting address", "Dorpsstraat 1, 3511AB Utrecht"),
                    row("Board members", ""),
                ];
                if let Some(director) = &self.director {
                    rows.push(row("Name", "Moedermaatschappij Holding B.V."));
                    rows.push(row("CCI number", director));
                }
                rows.extend(self.people.iter().flat_map(|person| {
                    let power = if person.joint {
                        "Jointly authorised (with other board member(s), see articles)"
                    } else {
                        "Solely/independently authorised"
                    };
                    [
                        row("Name", &person.name),
                        row("Date and place of birth", &format!("{}, Utrecht", person.born)),
                        row("Date of entry into office", "31-01-2012 (registration date: 03-02-2012)"),
                        row("Title", "Director"),
                        row("Powers", power),
                    ]
                }));
                rows
            }
        }
    }

    fn second_page(&self) -> Vec<(String, String)> {
        let date = self.made.strftime("%d-%m-%Y");
        let time = self.made.strftime("%H.%M");
        let row = |label: String| (label, String::new());
        match self.layout {
            Layout::Dutch => vec![
                ("KvK-nummer".to_owned(), self.kvk_number.clone()),
                row("Pagina 2 (van 2)".to_owned()),
                row("Gevolmachtigden".to_owned()),
                ("Naam".to_owned(), "de Vries, Jan".to_owned()),
                ("Volmacht".to_owned(), "Beperkte volmacht".to_owned()),
                ("Inhoud volmacht".to_owned(), "Tot EUR 10.000,00; mag opgave handelsregister doen: Nee".to_owned()),
                row(format!("Dit uittreksel is vervaardigd op {date} om {time} uur.")),
            ],
            Layout::English => vec![
                ("CCI number".to_owned(), self.kvk_number.clone()),
                row("Page 2 (of 2)".to_owned()),
                row("Authorised representatives".to_owned()),
                ("Name".to_owned(), "de Vries, Jan".to_owned()),
                ("Contents of the authorisation".to_owned(), "Limited, up to EUR 10,000.00".to_owned()),
                row(format!("Extract was made on {date} at {time} hours.")),
            ],
        }
    }
}
