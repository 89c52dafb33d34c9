//! The Lambda function of `list-discount-codes`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<catalogue::list_discount_codes::ListDiscountCodes>()
}
