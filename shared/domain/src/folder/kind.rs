//! Which kinds of file are taken into folders: those an inspection can judge (S48).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::ContentType;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum FileKind {
    /// A PDF document.
    #[serde(rename = "application/pdf")]
    Pdf,
    /// A JPEG image.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// A PNG image.
    #[serde(rename = "image/png")]
    Png,
    /// Plain text, UTF-8.
    #[serde(rename = "text/plain")]
    Text,
    /// A text document of an office suite, without macros (Office Open XML).
    #[serde(rename = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    Docx,
    /// A workbook of an office suite, without macros (Office Open XML).
    #[serde(rename = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    Xlsx,
}

/// What a file has to be judged as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// As a document or picture, like an extract.
    Document(ContentType),
    /// As plain text.
    Text,
    /// As a package of an office suite, whose main part is of this kind.
    Office {
        /// The media type of the main part.
        main: &'static str,
    },
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Pdf, Self::Jpeg, Self::Png, Self::Text, Self::Docx, Self::Xlsx];

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Text => "text/plain",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// How it is judged.
    pub const fn judged(self) -> Judged {
        match self {
            Self::Pdf => Judged::Document(ContentType::Pdf),
            Self::Jpeg => Judged::Document(ContentType::Jpeg),
            Self::Png => Judged::Document(ContentType::Png),
            Self::Text => Judged::Text,
            Self::Docx => Judged::Office {
                main: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            },
            Self::Xlsx => {
                Judged::Office { main: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml" }
            }
        }
    }

    /// Whether a file name ends as files of this kind do (S48: ending, declared type and bytes must agree).
    pub fn fits_name(self, file_name: &str) -> bool {
        let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        match self {
            Self::Pdf => ending == "pdf",
            Self::Jpeg => ending == "jpg" || ending == "jpeg",
            Self::Png => ending == "png",
            Self::Text => ending == "txt",
            Self::Docx => ending == "docx",
            Self::Xlsx => ending == "xlsx",
        }
    }
}
