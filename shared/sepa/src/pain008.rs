//! The message a collection is handed to the bank in: ISO 20022 pain.008.001.08, as the scheme's implementation guidelines use it.

use std::collections::BTreeMap;
use std::io;

use jiff::Timestamp;
use jiff::civil::Date;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use domain::mandate::collect::Sequence;
use domain::mandate::{CreditorId, Iban, MandateReference, Scheme};

/// Who collects.
#[derive(Debug, Clone)]
pub struct Creditor {
    /// His name, at most 70 characters.
    pub name: String,
    /// His identifier in the scheme.
    pub id: CreditorId,
    /// The account the money comes to.
    pub account: Iban,
    /// The bank of that account; IBAN alone does within the area.
    pub bic: Option<String>,
}

/// One collection.
#[derive(Debug, Clone)]
pub struct Debit {
    /// What creditor and debtor both find it by: at most 35 characters.
    pub end_to_end: String,
    /// How much, in cents.
    pub cents: u64,
    /// The mandate.
    pub mandate: MandateReference,
    /// The day it was signed.
    pub signed_on: Date,
    /// The account it was given for, when the debtor has moved to another since the last collection.
    pub moved_from: Option<Iban>,
    /// The scheme.
    pub scheme: Scheme,
    /// Its place among those of the mandate.
    pub sequence: Sequence,
    /// The day the money goes.
    pub on: Date,
    /// Whose account.
    pub debtor: String,
    /// Which.
    pub account: Iban,
    /// What for: at most 140 characters on the debtor's statement.
    pub remittance: String,
}

/// A message of collections.
#[derive(Debug, Clone)]
pub struct Message {
    /// Its name, unique at the bank: at most 35 characters.
    pub id: String,
    /// When it was made.
    pub at: Timestamp,
    /// Who collects.
    pub creditor: Creditor,
    /// What is collected.
    pub debits: Vec<Debit>,
}

impl Message {
    /// The message as XML. One payment block for each scheme, sequence and day, as banks book them.
    pub fn xml(&self) -> io::Result<Vec<u8>> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        writer
            .create_element("Document")
            .with_attribute(("xmlns", "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08"))
            .write_inner_content(|document| {
            document.create_element("CstmrDrctDbtInitn").write_inner_content(|body| {
                self.header(body)?;
                let mut blocks: BTreeMap<(&str, &str, Date), Vec<&Debit>> = BTreeMap::new();
                for debit in &self.debits {
                    blocks.entry((scheme(debit.scheme), sequence(debit.sequence), debit.on)).or_default().push(debit);
                }
                for (number, ((scheme, sequence, on), debits)) in (1..).zip(blocks) {
                    self.block(body, number, (scheme, sequence, on), &debits)?;
                }
                Ok(())
            })?;
            Ok(())
        })?;
        Ok(writer.into_inner())
    }

    fn header(&self, body: &mut Out) -> io::Result<()> {
        body.create_element("GrpHdr").write_inner_content(|header| {
            text(header, "MsgId", &self.id)?;
            text(header, "CreDtTm", &self.at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())?;
            sums(header, self.debits.iter())?;
            header
                .create_element("InitgPty")
                .write_inner_content(|party| text(party, "Nm", &cut(&self.creditor.name, 70)))?;
            Ok(())
        })?;
        Ok(())
    }

    fn block(
        &self,
        body: &mut Out,
        number: u32,
        (scheme, sequence, on): (&str, &str, Date),
        debits: &[&Debit],
    ) -> io::Result<()> {
        body.create_element("PmtInf").write_inner_content(|block| {
            text(block, "PmtInfId", &cut(&format!("{}-{number}", cut(&self.id, 30)), 35))?;
            text(block, "PmtMtd", "DD")?;
            sums(block, debits.iter().copied())?;
            block.create_element("PmtTpInf").write_inner_content(|kind| {
                kind.create_element("SvcLvl").write_inner_content(|level| text(level, "Cd", "SEPA"))?;
                kind.create_element("LclInstrm").write_inner_content(|instrument| text(instrument, "Cd", scheme))?;
                text(kind, "SeqTp", sequence)
            })?;
            text(block, "ReqdColltnDt", &on.to_string())?;
            block
                .create_element("Cdtr")
                .write_inner_content(|party| text(party, "Nm", &cut(&self.creditor.name, 70)))?;
            account(block, "CdtrAcct", &self.creditor.account)?;
            agent(block, "CdtrAgt", self.creditor.bic.as_deref())?;
            text(block, "ChrgBr", "SLEV")?;
            block.create_element("CdtrSchmeId").write_inner_content(|id| {
                nested(id, &["Id", "PrvtId", "Othr"], &mut |other| {
                    text(other, "Id", self.creditor.id.as_str())?;
                    other.create_element("SchmeNm").write_inner_content(|name| text(name, "Prtry", "SEPA"))?;
                    Ok(())
                })
            })?;
            debits.iter().try_for_each(|debit| transaction(block, debit))
        })?;
        Ok(())
    }
}

type Out = Writer<Vec<u8>>;

fn transaction(block: &mut Out, debit: &Debit) -> io::Result<()> {
    block.create_element("DrctDbtTxInf").write_inner_content(|debited| {
        debited.create_element("PmtId").write_inner_content(|id| text(id, "EndToEndId", &debit.end_to_end))?;
        debited
            .create_element("InstdAmt")
            .with_attribute(("Ccy", "EUR"))
            .write_text_content(BytesText::new(&euros(debit.cents)))?;
        debited.create_element("DrctDbtTx").write_inner_content(|direct| {
            direct.create_element("MndtRltdInf").write_inner_content(|mandate| {
                text(mandate, "MndtId", debit.mandate.as_str())?;
                text(mandate, "DtOfSgntr", &debit.signed_on.to_string())?;
                if let Some(from) = &debit.moved_from {
                    text(mandate, "AmdmntInd", "true")?;
                    mandate
                        .create_element("AmdmntInfDtls")
                        .write_inner_content(|details| account(details, "OrgnlDbtrAcct", from))?;
                }
                Ok(())
            })?;
            Ok(())
        })?;
        agent(debited, "DbtrAgt", None)?;
        debited.create_element("Dbtr").write_inner_content(|party| text(party, "Nm", &cut(&debit.debtor, 70)))?;
        account(debited, "DbtrAcct", &debit.account)?;
        debited
            .create_element("RmtInf")
            .write_inner_content(|remittance| text(remittance, "Ustrd", &cut(&debit.remittance, 140)))?;
        Ok(())
    })?;
    Ok(())
}

fn sums<'a>(out: &mut Out, debits: impl Iterator<Item = &'a Debit> + Clone) -> io::Result<()> {
    text(out, "NbOfTxs", &debits.clone().count().to_string())?;
    text(out, "CtrlSum", &euros(debits.map(|debit| debit.cents).sum()))
}

fn account(out: &mut Out, name: &str, iban: &Iban) -> io::Result<()> {
    out.create_element(name)
        .write_inner_content(|account| {
            account.create_element("Id").write_inner_content(|id| text(id, "IBAN", iban.as_str())).map(drop)
        })
        .map(drop)
}

fn agent(out: &mut Out, name: &str, bic: Option<&str>) -> io::Result<()> {
    nested(out, &[name, "FinInstnId"], &mut |institution| match bic {
        Some(bic) => text(institution, "BICFI", bic),
        None => nested(institution, &["Othr"], &mut |other| text(other, "Id", "NOTPROVIDED")),
    })
}

fn nested(out: &mut Out, names: &[&str], inner: &mut dyn FnMut(&mut Out) -> io::Result<()>) -> io::Result<()> {
    match names.split_first() {
        None => inner(out),
        Some((name, rest)) => {
            out.create_element(*name).write_inner_content(|within| nested(within, rest, inner)).map(drop)
        }
    }
}

fn text(out: &mut Out, name: &str, value: &str) -> io::Result<()> {
    out.create_element(name).write_text_content(BytesText::new(&latin(value)))?;
    Ok(())
}

/// The banks' alphabet: letters, digits and some marks. Others are put into it, so that no bank turns a message down for a name.
fn latin(value: &str) -> String {
    value
        .chars()
        .flat_map(|c| -> Box<dyn Iterator<Item = char>> {
            let allowed = c.is_ascii_alphanumeric() || "/-?:().,'+ ".contains(c);
            let spelt = match c {
                'ä' => "ae",
                'ö' => "oe",
                'ü' => "ue",
                'Ä' => "Ae",
                'Ö' => "Oe",
                'Ü' => "Ue",
                'ß' => "ss",
                '&' => "+",
                'é' | 'è' | 'ê' | 'ë' => "e",
                'á' | 'à' | 'â' | 'ã' | 'å' => "a",
                'í' | 'ì' | 'î' | 'ï' | 'ı' => "i",
                'ó' | 'ò' | 'ô' | 'õ' | 'ø' => "o",
                'ú' | 'ù' | 'û' => "u",
                'ç' => "c",
                'ñ' => "n",
                'ş' => "s",
                'ğ' => "g",
                _ if allowed => return Box::new(std::iter::once(c)),
                _ => ".",
            };
            Box::new(spelt.chars())
        })
        .collect()
}

fn scheme(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Core => "CORE",
        Scheme::B2b => "B2B",
    }
}

fn sequence(sequence: Sequence) -> &'static str {
    match sequence {
        Sequence::First => "FRST",
        Sequence::Recurring => "RCUR",
        Sequence::OneOff => "OOFF",
        Sequence::Final => "FNAL",
    }
}

fn euros(cents: u64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

fn cut(value: &str, most: usize) -> String {
    value.chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_a_message() {
        let debit = |n: u32, sequence, moved: bool| Debit {
            end_to_end: format!("BAL-{n}"),
            cents: 5500 + u64::from(n),
            mandate: format!("HWK-2026-{n:04}").parse().unwrap(),
            signed_on: jiff::civil::date(2026, 11, 1),
            moved_from: moved.then(|| "NL91ABNA0417164300".parse().unwrap()),
            scheme: if n.is_multiple_of(2) { Scheme::Core } else { Scheme::B2b },
            sequence,
            on: jiff::civil::date(2026, 12, 7),
            debtor: "Bäckerei Müller & Söhne".to_owned(),
            account: "DE89370400440532013000".parse().unwrap(),
            remittance: "Beitrag 2026, Betrieb 4711 <x>".to_owned(),
        };
        let message = Message {
            id: "BALIE-20261122-1".to_owned(),
            at: "2026-11-22T10:00:00Z".parse().unwrap(),
            creditor: Creditor {
                name: "Handwerkskammer Muster".to_owned(),
                id: "DE98ZZZ09999999999".parse().unwrap(),
                account: "DE89370400440532013000".parse().unwrap(),
                bic: Some("COBADEFFXXX".to_owned()),
            },
            debits: vec![
                debit(1, Sequence::First, false),
                debit(2, Sequence::Recurring, true),
                debit(3, Sequence::OneOff, false),
            ],
        };
        let xml = message.xml().unwrap();
        std::fs::write("/tmp/balie/draft5/out.xml", &xml).unwrap();
        assert!(String::from_utf8(xml).unwrap().contains("<CtrlSum>165.06</CtrlSum>"));
    }
}
