//! The Lambda function of `edit-business`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<businesses::edit_business::EditBusiness>()
}
