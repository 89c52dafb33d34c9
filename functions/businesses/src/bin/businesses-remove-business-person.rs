//! The Lambda function of `remove-business-person`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<businesses::remove_business_person::RemoveBusinessPerson>()
}
