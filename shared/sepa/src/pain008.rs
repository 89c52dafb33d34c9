//! The message a collection is handed to the bank in: ISO 20022 pain.008.001.08, as the scheme's implementation guidelines use it.

use std::collections::BTreeMap;
use std::io;

use domain::collection::{Collection, Debit, Presented, Sequence};
use domain::days::amsterdam;
use domain::mandate::{Creditor, Iban, Scheme};
use jiff::Timestamp;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::alphabet::latin;

/// The message of a collection as XML: what stands in its file of these debits, in one block for each scheme and sequence, as banks book them.
/// It is made of nothing that changes once the file was begun at `at`, so it is the same whenever it is asked for.
///
/// # Errors
/// When XML cannot be written, which does not happen in memory.
pub fn xml(collection: &Collection, at: Timestamp, creditor: &Creditor, debits: &[Debit]) -> io::Result<Vec<u8>> {
    let mut blocks: BTreeMap<(&str, &str), Vec<Line<'_>>> = BTreeMap::new();
    let presented = debits.iter().filter_map(|debit| Some(Line { debit, as_presented: debit.as_presented()? }));
    for line in presented.clone() {
        let kind = (scheme(line.as_presented.scheme), sequence(line.as_presented.sequence));
        blocks.entry(kind).or_default().push(line);
    }
    let id = collection.message_id();
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let document = writer.create_element("Document");
    document.with_attribute(("xmlns", "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08")).write_inner_content(
        |out| {
            nested(out, &["CstmrDrctDbtInitn"], &mut |out| {
                nested(out, &["GrpHdr"], &mut |header| {
                    text(header, "MsgId", &id)?;
                    text(header, "CreDtTm", &at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())?;
                    sums(header, presented.clone())?;
                    nested(header, &["InitgPty"], &mut |party| text(party, "Nm", &cut(creditor.name.as_str(), 70)))
                })?;
                for (number, (kind, lines)) in (1_u32..).zip(&blocks) {
                    block(out, &format!("{id}-{number}"), *kind, (collection, creditor), lines)?;
                }
                Ok(())
            })
        },
    )?;
    Ok(writer.into_inner())
}

type Out = Writer<Vec<u8>>;

/// A debit that stands in the file.
#[derive(Clone, Copy)]
struct Line<'a> {
    debit: &'a Debit,
    as_presented: &'a Presented,
}

fn block(
    out: &mut Out,
    id: &str,
    (scheme, sequence): (&str, &str),
    (collection, creditor): (&Collection, &Creditor),
    lines: &[Line<'_>],
) -> io::Result<()> {
    nested(out, &["PmtInf"], &mut |block| {
        text(block, "PmtInfId", id)?;
        text(block, "PmtMtd", "DD")?;
        sums(block, lines.iter().copied())?;
        nested(block, &["PmtTpInf"], &mut |kind| {
            nested(kind, &["SvcLvl"], &mut |level| text(level, "Cd", "SEPA"))?;
            nested(kind, &["LclInstrm"], &mut |instrument| text(instrument, "Cd", scheme))?;
            text(kind, "SeqTp", sequence)
        })?;
        text(block, "ReqdColltnDt", &collection.on.to_string())?;
        nested(block, &["Cdtr"], &mut |party| text(party, "Nm", &cut(creditor.name.as_str(), 70)))?;
        account(block, "CdtrAcct", &creditor.iban)?;
        no_bank_named(block, "CdtrAgt")?;
        text(block, "ChrgBr", "SLEV")?;
        nested(block, &["CdtrSchmeId", "Id", "PrvtId", "Othr"], &mut |other| {
            text(other, "Id", creditor.creditor_id.as_str())?;
            nested(other, &["SchmeNm"], &mut |name| text(name, "Prtry", "SEPA"))
        })?;
        lines.iter().try_for_each(|line| transaction(block, collection, *line))
    })
}

fn transaction(block: &mut Out, collection: &Collection, Line { debit, as_presented }: Line<'_>) -> io::Result<()> {
    nested(block, &["DrctDbtTxInf"], &mut |out| {
        nested(out, &["PmtId"], &mut |id| text(id, "EndToEndId", &collection.end_to_end(debit.number)))?;
        let amount = out.create_element("InstdAmt").with_attribute(("Ccy", "EUR"));
        amount.write_text_content(BytesText::new(&euros(debit.cents.get())))?;
        nested(out, &["DrctDbtTx", "MndtRltdInf"], &mut |mandate| {
            text(mandate, "MndtId", debit.reference.as_str())?;
            text(mandate, "DtOfSgntr", &amsterdam(as_presented.signed_at).to_string())?;
            match &as_presented.moved_from {
                Some(from) => moved(mandate, from, &as_presented.account),
                None => Ok(()),
            }
        })?;
        no_bank_named(out, "DbtrAgt")?;
        nested(out, &["Dbtr"], &mut |party| text(party, "Nm", &cut(as_presented.holder.as_str(), 70)))?;
        account(out, "DbtrAcct", &as_presented.account)?;
        nested(out, &["RmtInf"], &mut |remittance| text(remittance, "Ustrd", &cut(debit.text.as_str(), 140)))
    })
}

/// That the debtor has moved: the account before, while it is at the same bank; else that it is the same mandate with a new account (SMNDA),
/// since no bank knows the accounts of another.
fn moved(mandate: &mut Out, from: &Iban, to: &Iban) -> io::Result<()> {
    text(mandate, "AmdmntInd", "true")?;
    let same_bank = from.country() == to.country() && from.bank_code().is_some() && from.bank_code() == to.bank_code();
    nested(mandate, &["AmdmntInfDtls"], &mut |details| match same_bank {
        true => account(details, "OrgnlDbtrAcct", from),
        false => nested(details, &["OrgnlDbtrAcct", "Id", "Othr"], &mut |other| text(other, "Id", "SMNDA")),
    })
}

fn sums<'a>(out: &mut Out, lines: impl Iterator<Item = Line<'a>> + Clone) -> io::Result<()> {
    text(out, "NbOfTxs", &lines.clone().count().to_string())?;
    text(out, "CtrlSum", &euros(lines.map(|line| line.debit.cents.get()).sum()))
}

fn account(out: &mut Out, name: &str, iban: &Iban) -> io::Result<()> {
    nested(out, &[name, "Id"], &mut |id| text(id, "IBAN", iban.as_str()))
}

/// Within the area an account number alone leads to its bank.
fn no_bank_named(out: &mut Out, name: &str) -> io::Result<()> {
    nested(out, &[name, "FinInstnId", "Othr"], &mut |other| text(other, "Id", "NOTPROVIDED"))
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
    out.create_element(name).write_text_content(BytesText::new(value)).map(drop)
}

const fn scheme(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Core => "CORE",
        Scheme::B2b => "B2B",
    }
}

const fn sequence(sequence: Sequence) -> &'static str {
    match sequence {
        Sequence::First => "FRST",
        Sequence::Recurring => "RCUR",
        Sequence::OneOff => "OOFF",
        Sequence::Final => "FNAL",
    }
}

fn euros(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// A text in the banks' alphabet, at most so long.
fn cut(value: &str, most: usize) -> String {
    latin(value).chars().take(most).collect::<String>().trim().to_owned()
}
