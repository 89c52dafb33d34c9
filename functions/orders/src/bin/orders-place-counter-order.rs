//! The Lambda function of `place-counter-order`.

fn main() -> Result<(), lambda_runtime::Error> {
    runtime::run::<orders::place_counter_order::PlaceCounterOrder>()
}
