//! Rows of label and value (domain.md 4.4). A value stands behind its label or on the line below it; what is long runs on over lines.

use domain::extract::Restriction;

/// The labels and headings that are known, in both layouts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    KvkNumber,
    LegalForm,
    StatutoryName,
    TradeName,
    BranchNumber,
    // Of an official.
    Name,
    Birth,
    Since,
    Title,
    Power,
    Proxy,
    ProxyContents,
    // Known, so that what follows is not taken for more of what came before.
    Aside,
    // Headings.
    Owner,
    Directors,
    Partners,
    Proxies,
    OtherOfficials,
    Elsewhere,
}

impl Label {
    pub(super) const fn is_heading(self) -> bool {
        matches!(
            self,
            Self::Owner | Self::Directors | Self::Partners | Self::Proxies | Self::OtherOfficials | Self::Elsewhere
        )
    }
}

/// Words and what they label, longer ones before those they begin with. A heading is a line by itself.
const WORDS: [(&str, Label); 97] = [
    ("kvk-nummer", Label::KvkNumber),
    ("kvk nummer", Label::KvkNumber),
    ("cci number", Label::KvkNumber),
    ("coc number", Label::KvkNumber),
    ("kvk-number", Label::KvkNumber),
    ("kvk number", Label::KvkNumber),
    ("rechtsvorm", Label::LegalForm),
    ("legal form", Label::LegalForm),
    ("statutaire naam", Label::StatutoryName),
    ("statutory name", Label::StatutoryName),
    ("handelsnamen", Label::TradeName),
    ("handelsnaam", Label::TradeName),
    ("trade names", Label::TradeName),
    ("trade name", Label::TradeName),
    ("vestigingsnummer", Label::BranchNumber),
    ("establishment number", Label::BranchNumber),
    ("branch number", Label::BranchNumber),
    ("naam", Label::Name),
    ("name", Label::Name),
    ("geboortedatum en -plaats", Label::Birth),
    ("geboortedatum", Label::Birth),
    ("date and place of birth", Label::Birth),
    ("date of birth", Label::Birth),
    ("datum in functie", Label::Since),
    ("date of entry into office", Label::Since),
    ("titel", Label::Title),
    ("functie", Label::Title),
    ("title", Label::Title),
    ("position", Label::Title),
    ("bevoegdheid", Label::Power),
    ("powers", Label::Power),
    ("inhoud volmacht", Label::ProxyContents),
    ("contents of the authorisation", Label::ProxyContents),
    ("contents of proxy", Label::ProxyContents),
    ("volmacht", Label::Proxy),
    ("authorisation", Label::Proxy),
    ("proxy", Label::Proxy),
    ("rsin", Label::Aside),
    ("statutaire zetel", Label::Aside),
    ("corporate seat", Label::Aside),
    ("eerste inschrijving", Label::Aside),
    ("first entry", Label::Aside),
    ("datum akte", Label::Aside),
    ("date of deed", Label::Aside),
    ("geplaatst kapitaal", Label::Aside),
    ("gestort kapitaal", Label::Aside),
    ("issued capital", Label::Aside),
    ("paid-up capital", Label::Aside),
    ("startdatum", Label::Aside),
    ("starting date", Label::Aside),
    ("activiteiten", Label::Aside),
    ("activities", Label::Aside),
    ("werkzame personen", Label::Aside),
    ("employees", Label::Aside),
    ("bezoekadres", Label::Aside),
    ("postadres", Label::Aside),
    ("visiting address", Label::Aside),
    ("postal address", Label::Aside),
    ("adres", Label::Aside),
    ("address", Label::Aside),
    ("telefoonnummer", Label::Aside),
    ("telephone number", Label::Aside),
    ("internetadres", Label::Aside),
    ("internet address", Label::Aside),
    ("e-mailadres", Label::Aside),
    ("e-mail address", Label::Aside),
    ("persoonlijk recht op", Label::Aside),
    ("aansprakelijkheid", Label::Aside),
    ("dit uittreksel", Label::Aside),
    ("extract was", Label::Aside),
    ("pagina", Label::Aside),
    ("page", Label::Aside),
    ("waarmerk", Label::Aside),
    ("eigenaar", Label::Owner),
    ("owner", Label::Owner),
    ("bestuurders", Label::Directors),
    ("bestuurder", Label::Directors),
    ("board members", Label::Directors),
    ("directors", Label::Directors),
    ("vennoten", Label::Partners),
    ("maten", Label::Partners),
    ("partners", Label::Partners),
    ("gevolmachtigden", Label::Proxies),
    ("authorised representatives", Label::Proxies),
    ("proxies", Label::Proxies),
    ("vereffenaars", Label::OtherOfficials),
    ("liquidators", Label::OtherOfficials),
    ("commissarissen", Label::OtherOfficials),
    ("supervisory board members", Label::OtherOfficials),
    ("overige functionarissen", Label::OtherOfficials),
    ("rechtspersoon", Label::Elsewhere),
    ("legal entity", Label::Elsewhere),
    ("onderneming", Label::Elsewhere),
    ("vestiging", Label::Elsewhere),
    ("establishment", Label::Elsewhere),
    ("samenwerkingsverband", Label::Elsewhere),
    ("partnership", Label::Elsewhere),
];

/// The words a register has for what takes everybody's power away; they begin a line.
const RESTRICTIONS: [(&str, Restriction); 16] = [
    ("faillissement", Restriction::Bankruptcy),
    ("failliet", Restriction::Bankruptcy),
    ("bankruptcy", Restriction::Bankruptcy),
    ("surseance van betaling", Restriction::SuspensionOfPayments),
    ("suspension of payments", Restriction::SuspensionOfPayments),
    ("moratorium", Restriction::SuspensionOfPayments),
    ("schuldsanering", Restriction::DebtRestructuring),
    ("debt restructuring", Restriction::DebtRestructuring),
    ("uitgeschreven", Restriction::StruckOff),
    ("uitschrijving", Restriction::StruckOff),
    ("deregistered", Restriction::StruckOff),
    ("deregistration", Restriction::StruckOff),
    ("datum uitschrijving", Restriction::StruckOff),
    ("ontbonden", Restriction::Dissolved),
    ("ontbinding", Restriction::Dissolved),
    ("dissolved", Restriction::Dissolved),
];

/// The restriction a line tells of.
pub(super) fn restriction(line: &str) -> Option<Restriction> {
    let line = line.to_lowercase();
    RESTRICTIONS.iter().find(|(word, _)| line.starts_with(word)).map(|(_, restriction)| *restriction)
}

/// A label with its value; a heading has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) label: Label,
    pub(super) value: String,
}

impl Row {
    pub(super) fn value_of(&self, label: Label) -> Option<&str> {
        (self.label == label && !self.value.is_empty()).then_some(self.value.as_str())
    }
}

/// Puts lines together into rows.
pub(super) fn rows(lines: &[String]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for line in lines {
        let open = rows.last().is_some_and(|row| !row.label.is_heading() && row.value.is_empty());
        match (label_of(line), rows.last_mut()) {
            // The value of the label above it, even if it would be a heading by itself: a company may be called "Onderneming".
            (Some((label, "")), Some(row)) if open && label.is_heading() => line.clone_into(&mut row.value),
            (Some((label, value)), _) => rows.push(Row { label, value: value.to_owned() }),
            (None, Some(row)) if open => line.clone_into(&mut row.value),
            (None, Some(row)) if !row.label.is_heading() => {
                row.value.push(' ');
                row.value.push_str(line);
            }
            (None, _) => {}
        }
    }
    rows
}

/// The label a line begins with, and what stands behind it.
fn label_of(line: &str) -> Option<(Label, &str)> {
    if restriction(line).is_some() {
        return Some((Label::Aside, line));
    }
    WORDS.iter().find_map(|(word, label)| {
        let head = line.get(..word.len())?;
        let rest = line.get(word.len()..)?;
        let whole = rest.is_empty() || rest.starts_with([' ', ':']);
        let rest = rest.trim_start_matches([':', ' ']);
        (head.eq_ignore_ascii_case(word) && whole && (!label.is_heading() || rest.is_empty())).then_some((*label, rest))
    })
}

/// Whether a line is a label without its value.
pub(super) fn is_bare(line: &str, wanted: Label) -> bool {
    label_of(line) == Some((wanted, ""))
}

/// Whether a line begins with a label.
pub(super) fn starts_with(line: &str, wanted: Label) -> bool {
    label_of(line).is_some_and(|(label, _)| label == wanted)
}

/// `Pagina 2 (van 2)`, `Page 2 (of 2)`.
pub(super) fn is_page_number(line: &str) -> bool {
    let line = line.to_lowercase();
    let rest = line.strip_prefix("pagina ").or_else(|| line.strip_prefix("page "));
    rest.is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
}
