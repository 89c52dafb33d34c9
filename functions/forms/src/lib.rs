//! Forms to fill in: what there is, what is checked while one types, drafts, sending; and how staff publish forms. What comes after sending is in
//! `submissions`. One file per operation.

mod attached;
mod problems;
mod views;

pub mod announce_attachment;
pub mod begin_submission;
pub mod check_form;
pub mod check_form_answers;
pub mod complete_attachment;
pub mod discard_submission;
pub mod get_attachment;
pub mod get_form;
pub mod get_submission;
pub mod list_attachments;
pub mod list_form_editions;
pub mod list_forms;
pub mod list_submissions;
pub mod offer_form;
pub mod open_form_edition;
pub mod publish_form;
pub mod save_submission;
pub mod search_form_list;
pub mod send_submission;
pub mod withdraw_submission;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<list_forms::ListForms>(),
        operation::<get_form::GetForm>(),
        operation::<search_form_list::SearchFormList>(),
        operation::<check_form_answers::CheckFormAnswers>(),
        operation::<begin_submission::BeginSubmission>(),
        operation::<list_submissions::ListSubmissions>(),
        operation::<get_submission::GetSubmission>(),
        operation::<save_submission::SaveSubmission>(),
        operation::<send_submission::SendSubmission>(),
        operation::<withdraw_submission::WithdrawSubmission>(),
        operation::<discard_submission::DiscardSubmission>(),
        operation::<announce_attachment::AnnounceAttachment>(),
        operation::<list_attachments::ListAttachments>(),
        operation::<get_attachment::GetAttachment>(),
        operation::<complete_attachment::CompleteAttachment>(),
        operation::<list_form_editions::ListFormEditions>(),
        operation::<open_form_edition::OpenFormEdition>(),
        operation::<check_form::CheckForm>(),
        operation::<publish_form::PublishForm>(),
        operation::<offer_form::OfferForm>(),
    ]
}
