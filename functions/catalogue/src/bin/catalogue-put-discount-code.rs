//! The Lambda function of `put-discount-code`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<catalogue::put_discount_code::PutDiscountCode>()
}
