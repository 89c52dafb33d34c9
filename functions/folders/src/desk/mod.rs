//! What the desk does with documents of businesses and with templates.

pub mod announce_desk_upload;
pub mod change_template;
pub mod complete_desk_upload;
pub mod create_template;
pub mod get_business_file;
pub mod get_desk_upload;
pub mod give_up_desk_upload;
pub mod list_all_templates;
pub mod list_business_files;
pub mod list_new_files;
pub mod mark_file_seen;
pub mod open_business_file;
