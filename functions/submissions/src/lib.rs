//! What happens to a form after it was handed in: those who sign a contract, the desk that checks and decides, and whoever filled it in and
//! sees where it stands. One file per operation.

mod cases;
mod problems;
mod rooms;
mod views;

pub mod ask_submission_back;
pub mod ask_submission_signer;
pub mod decline_contract;
pub mod get_submission_course;
pub mod hand_in_signed_paper;
pub mod list_waiting_submissions;
pub mod open_contract_room;
pub mod read_submission;
pub mod release_submission;
pub mod reopen_submission;
pub mod request_contract_code;
pub mod settle_submission;
pub mod sign_contract;
pub mod take_submission;
pub mod write_on_submission;
pub mod write_to_submitter;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<get_submission_course::GetSubmissionCourse>(),
        operation::<reopen_submission::ReopenSubmission>(),
        operation::<ask_submission_signer::AskSubmissionSigner>(),
        operation::<hand_in_signed_paper::HandInSignedPaper>(),
        operation::<write_on_submission::WriteOnSubmission>(),
        operation::<open_contract_room::OpenContractRoom>(),
        operation::<request_contract_code::RequestContractCode>(),
        operation::<sign_contract::SignContract>(),
        operation::<decline_contract::DeclineContract>(),
        operation::<list_waiting_submissions::ListWaitingSubmissions>(),
        operation::<read_submission::ReadSubmission>(),
        operation::<take_submission::TakeSubmission>(),
        operation::<release_submission::ReleaseSubmission>(),
        operation::<ask_submission_back::AskSubmissionBack>(),
        operation::<write_to_submitter::WriteToSubmitter>(),
        operation::<settle_submission::SettleSubmission>(),
    ]
}
