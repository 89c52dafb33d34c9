//! What is printed: the contract of an upgrade and the evidence of its signing, typeset as A4 PDF that is both accessible (PDF/UA-1) and
//! made to be kept (PDF/A-2a).
//!
//! A sheet says in plain data what stands on it; the same data and the same language give the same bytes. Every text arrives in the
//! typesetter as data, so that a name with markup in it is printed as it is written.

mod contract;
mod credit_note;
mod evidence;
mod form;
mod invoice;
mod layout;
mod legible;
mod letter;
mod mandate;
mod moment;
mod overview;
mod pin_letter;
mod product;
mod qr;
mod typeset;
mod words;

use domain::amount;
use jiff::civil::Date;

pub use contract::{ContractSheet, Organisation, Price, PriceLine, Service, Services, Signer, User, contract};
pub use credit_note::{CreditSheet, credit_note};
pub use evidence::{EvidenceSheet, How, Signature, evidence};
pub use form::{CertificateSheet, FormSheet, SignedOnForm, SignerOnForm, certificate, form};
pub use invoice::{Buyer, CodeOnInvoice, InvoiceSheet, LineOnInvoice, Unpaid, invoice};
pub use letter::{LetterSheet, letter};
pub use mandate::{MandateSheet, bank_form, mandate};
pub use overview::{OverviewBlock, OverviewSheet, moment_said, month_said, overview};
pub use pin_letter::{PinLetterSheet, pin_letter};
pub use product::{ProductSheet, product};

/// What ties a sheet to its case and its data; it stands on every page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// Balie's name for the case.
    pub case: String,
    /// The paper code, as it is typed; none for a paper that nobody types in.
    pub code: Option<String>,
    /// Where the QR code leads.
    pub link: String,
    /// SHA-256 over the canonical data the sheet was made of, in hexadecimal.
    pub fingerprint: String,
    /// The day it is made, by the Dutch calendar.
    pub made_on: Date,
}

/// Why a sheet could not be made. None of it is the reader's doing.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// A catalogue of words does not load.
    #[error("the words of paper do not load: {0}")]
    Words(&'static serde_json::Error),
    /// The sheet could not be handed to the typesetter.
    #[error("the sheet could not be written down: {0}")]
    Layout(#[from] serde_json::Error),
    /// The code leads to a place too long for a QR code.
    #[error("the link does not fit a QR code")]
    Code,
    /// The typesetter refused; the text says why, and holds no data of the sheet.
    #[error("the typesetter refused: {0}")]
    Typesetting(String),
}
