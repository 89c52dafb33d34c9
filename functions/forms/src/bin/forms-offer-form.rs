//! The Lambda function of `offer-form`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<forms::offer_form::OfferForm>()
}
