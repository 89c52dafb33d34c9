//! Contracts on paper: made of what was handed in, signed in pen, found again by the code on them. One file per operation.

mod cases;
mod on_paper;
mod papers;
mod problems;

pub mod find_paper;
pub mod get_contract;
pub mod make_contract;
pub mod make_signing_evidence;
pub mod record_paper_signature;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<make_contract::MakeContract>(),
        operation::<get_contract::GetContract>(),
        operation::<make_signing_evidence::MakeSigningEvidence>(),
        operation::<find_paper::FindPaper>(),
        operation::<record_paper_signature::RecordPaperSignature>(),
    ]
}
