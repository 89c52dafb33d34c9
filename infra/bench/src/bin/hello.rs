//! The bare function every figure is held against: lambda_http, one thread, nothing else.

use lambda_http::{Body, Error, Request, Response, service_fn};

fn main() -> Result<(), Error> {
    let serving = lambda_http::run(service_fn(|_: Request| async { Ok::<_, Error>(Response::new(Body::from("{}"))) }));
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(serving)
}
