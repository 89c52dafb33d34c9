//! The Lambda function of `give-up-desk-upload`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<folders::give_up_desk_upload::GiveUpDeskUpload>()
}
