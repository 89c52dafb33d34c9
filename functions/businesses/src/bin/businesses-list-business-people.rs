//! The Lambda function of `list-business-people`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<businesses::list_business_people::ListBusinessPeople>()
}
