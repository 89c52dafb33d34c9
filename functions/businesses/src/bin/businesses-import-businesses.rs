//! The Lambda function of `import-businesses`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<businesses::import_businesses::ImportBusinesses>()
}
