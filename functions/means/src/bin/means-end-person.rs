//! The Lambda function of `end-person`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<means::end_person::EndPerson>()
}
