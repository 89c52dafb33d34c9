//! The file for the bank: what stands in it, and that the official schema (pain.008.001.08.xsd, from the package sepaxml) takes it, by a
//! validator that knows nothing of Balie (xmlschema). `make test` installs both.

#![expect(clippy::unwrap_used, reason = "a test says what it needs")]

use std::path::Path;
use std::process::Command;

use domain::collection::{
    Billed, Cents, Collection, Debit, Outcome, Presented, ReturnReason, Returned, Sequence, State,
};
use domain::mandate::{Creditor, Scheme};
use jiff::Timestamp;
use jiff::civil::date;

fn at() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

fn creditor() -> Creditor {
    Creditor::on(date(2026, 11, 22)).unwrap().clone()
}

fn collection() -> Collection {
    Collection {
        id: "col_01jdc5abcdefghjkmnpqrstvwx".parse().unwrap(),
        made_at: at(),
        by: "acc_00000000000000000000000000".parse().unwrap(),
        on: date(2026, 12, 7),
        creditor: creditor().version,
        notice_days: 14,
        state: State::Exported { at: at() },
        last_number: 0,
        debits: 0,
        cents: 0,
    }
}

fn presented(scheme: Scheme, sequence: Sequence, moved_from: Option<&str>) -> Presented {
    Presented {
        sequence,
        scheme,
        signed_at: "2026-11-01T09:00:00Z".parse().unwrap(),
        holder: "Bäckerei Müller & Söhne <GmbH>".parse().unwrap(),
        account: "DE89370400440532013000".parse().unwrap(),
        moved_from: moved_from.map(|iban| iban.parse().unwrap()),
        before: None,
    }
}

fn debit(number: u32, outcome: Outcome) -> Debit {
    Debit {
        number,
        mandate: "mnd_01jdc5abcdefghjkmnpqrstvwx".parse().unwrap(),
        business: "biz_01jdc5abcdefghjkmnpqrstvwx".parse().unwrap(),
        reference: format!("HWK-2026/{number:04}:(a).,'+?").parse().unwrap(),
        debtor: "Bäckerei Müller".parse().unwrap(),
        cents: Cents::try_from(5500 + i64::from(number)).unwrap(),
        text: "Beitrag 2026 \u{2013} Betrieb 471100 <x>".parse().unwrap(),
        last: false,
        invoice: None::<Billed>,
        outcome,
    }
}

/// One of everything a collection can hold.
fn every_kind() -> Vec<Debit> {
    let mut outcomes = Vec::new();
    for scheme in [Scheme::Core, Scheme::B2b] {
        for sequence in [Sequence::First, Sequence::Recurring, Sequence::OneOff, Sequence::Final] {
            outcomes.push(Outcome::Presented(presented(scheme, sequence, None)));
        }
        let same_bank = presented(scheme, Sequence::Recurring, Some("DE62370400440532013001"));
        let another = presented(scheme, Sequence::Recurring, Some("NL91ABNA0417164300"));
        let returned = Returned { on: date(2026, 12, 9), reason: ReturnReason::Am04 };
        outcomes.push(Outcome::Settled { on: date(2026, 12, 7), as_presented: same_bank });
        outcomes.push(Outcome::Returned { returned, as_presented: another });
    }
    outcomes.push(Outcome::Waiting {});
    (1..).zip(outcomes).map(|(number, outcome)| debit(number, outcome)).collect()
}

fn xml(debits: &[Debit]) -> String {
    String::from_utf8(sepa::pain008::xml(&collection(), at(), &creditor(), debits).unwrap()).unwrap()
}

#[test]
fn what_is_in_the_file_stands_in_one_block_for_each_scheme_and_sequence() {
    let xml = xml(&every_kind());
    assert_eq!(xml.matches("<PmtInf>").count(), 8);
    assert_eq!(xml.matches("<DrctDbtTxInf>").count(), 12, "what waits is not in it, what came back later is");
    assert!(xml.contains("<NbOfTxs>12</NbOfTxs><CtrlSum>660.78</CtrlSum>"), "{xml}");
    for kind in ["FRST", "RCUR", "OOFF", "FNAL"] {
        assert_eq!(xml.matches(&format!("<SeqTp>{kind}</SeqTp>")).count(), 2);
    }
    assert_eq!(xml.matches("<ReqdColltnDt>2026-12-07</ReqdColltnDt>").count(), 8);
    assert!(xml.contains("<MsgId>BAL-01JDC5ABCDEFGHJKMNPQRSTVWX</MsgId>"));
    assert!(xml.contains("<Nm>Baeckerei Mueller + Soehne .GmbH.</Nm>"));
    assert!(xml.contains("<Ustrd>Beitrag 2026 - Betrieb 471100 .x.</Ustrd>"));
    assert_eq!(xml, self::xml(&every_kind()), "the same bytes whenever it is asked for");
}

#[test]
fn a_debtor_who_moved_is_told_by_his_account_at_the_same_bank_and_by_smnda_at_another() {
    let xml = xml(&every_kind());
    assert_eq!(xml.matches("<AmdmntInd>true</AmdmntInd>").count(), 4);
    let same = "<OrgnlDbtrAcct><Id><IBAN>DE62370400440532013001</IBAN></Id></OrgnlDbtrAcct>";
    let other = "<OrgnlDbtrAcct><Id><Othr><Id>SMNDA</Id></Othr></Id></OrgnlDbtrAcct>";
    assert_eq!((xml.matches(same).count(), xml.matches(other).count()), (2, 2), "{xml}");
    assert!(!xml.contains("NL91ABNA0417164300"), "no bank is told an account at another");
}

#[test]
fn the_official_schema_takes_the_file_and_no_other() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let python = root.join(".tools/sepa/bin/python");
    assert!(python.exists(), "`make .tools/sepa.stamp` installs the validator");
    let folder = tempfile::tempdir().unwrap();
    let complaints = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let check = root.join("infra/tools/check_pain008.py");
        let run = Command::new(&python).arg(check).arg(&path).output().unwrap();
        assert!(run.stderr.is_empty(), "{}", String::from_utf8_lossy(&run.stderr));
        (run.status.success(), String::from_utf8(run.stdout).unwrap())
    };
    let good = xml(&every_kind());
    assert_eq!(complaints("good.xml", &good), (true, String::new()));
    assert_eq!(complaints("one.xml", &xml(&every_kind()[..1])), (true, String::new()));

    // It looks: each of these is found.
    let wrongs = [
        good.replace("<PmtMtd>DD</PmtMtd>", ""),
        good.replace("<SeqTp>FNAL</SeqTp>", "<SeqTp>LAST</SeqTp>"),
        good.replace("Ccy=\"EUR\"", ""),
        good.replace("DE89370400440532013000", "DE89 3704"),
        good.replace("<CtrlSum>660.78</CtrlSum>", "<CtrlSum>660.79</CtrlSum>"),
        good.replace("-0002</EndToEndId>", "-0001</EndToEndId>"),
        xml(&[]),
    ];
    for (wrong, number) in wrongs.iter().zip(0..) {
        assert_ne!(wrong, &good, "{number}");
        let (taken, said) = complaints("wrong.xml", wrong);
        assert!(!taken && !said.is_empty(), "{number} was taken");
    }
}
