//! The Lambda function of `monthly-overviews`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::work::<workers::monthly_overviews::MonthlyOverviews>()
}
