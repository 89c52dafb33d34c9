//! Documents of a member business by topic, and templates. One file per operation.

mod problems;
mod reading;
mod rooms;

pub mod announce_desk_upload;
pub mod announce_file_upload;
pub mod ask_parcel;
pub mod change_template;
pub mod complete_desk_upload;
pub mod complete_file_upload;
pub mod create_template;
pub mod delete_file;
pub mod find_files;
pub mod get_business_file;
pub mod get_desk_upload;
pub mod get_file;
pub mod get_file_upload;
pub mod get_parcel;
pub mod give_up_desk_upload;
pub mod give_up_file_upload;
pub mod list_all_templates;
pub mod list_business_files;
pub mod list_file_uploads;
pub mod list_files;
pub mod list_folders;
pub mod list_new_files;
pub mod list_parcels;
pub mod list_templates;
pub mod mark_file_seen;
pub mod open_business_file;
pub mod open_file;
pub mod open_template;

use runtime::{Operation, operation};

/// Every operation of this capability.
pub fn operations() -> Vec<Operation> {
    vec![
        operation::<list_folders::ListFolders>(),
        operation::<list_files::ListFiles>(),
        operation::<find_files::FindFiles>(),
        operation::<get_file::GetFile>(),
        operation::<open_file::OpenFile>(),
        operation::<delete_file::DeleteFile>(),
        operation::<announce_file_upload::AnnounceFileUpload>(),
        operation::<list_file_uploads::ListFileUploads>(),
        operation::<get_file_upload::GetFileUpload>(),
        operation::<complete_file_upload::CompleteFileUpload>(),
        operation::<give_up_file_upload::GiveUpFileUpload>(),
        operation::<ask_parcel::AskParcel>(),
        operation::<get_parcel::GetParcel>(),
        operation::<list_parcels::ListParcels>(),
        operation::<list_templates::ListTemplates>(),
        operation::<open_template::OpenTemplate>(),
        operation::<list_business_files::ListBusinessFiles>(),
        operation::<get_business_file::GetBusinessFile>(),
        operation::<open_business_file::OpenBusinessFile>(),
        operation::<mark_file_seen::MarkFileSeen>(),
        operation::<list_new_files::ListNewFiles>(),
        operation::<announce_desk_upload::AnnounceDeskUpload>(),
        operation::<get_desk_upload::GetDeskUpload>(),
        operation::<complete_desk_upload::CompleteDeskUpload>(),
        operation::<give_up_desk_upload::GiveUpDeskUpload>(),
        operation::<list_all_templates::ListAllTemplates>(),
        operation::<create_template::CreateTemplate>(),
        operation::<change_template::ChangeTemplate>(),
    ]
}
