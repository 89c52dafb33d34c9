//! The Lambda function of `list-people`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<means::list_people::ListPeople>()
}
