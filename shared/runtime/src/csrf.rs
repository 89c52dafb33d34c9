//! A browser sends its cookies along wherever a request comes from; what changes something must come from our own pages (S30).

use api::{Method, Problem, ProblemType};

use crate::request::Request;

/// The header our pages send with everything that changes something. Another site cannot: it would need a permission we do not give.
const OWN_HEADER: &str = "x-balie-client";

/// Refuses a request that rests on cookies and does not come from our own pages.
pub(crate) fn check(method: Method, request: &Request, origin: &str) -> Result<(), Problem> {
    if matches!(method, Method::Get) || is_own_page(request, origin) {
        return Ok(());
    }
    Err(Problem::of(ProblemType::Forbidden))
}

/// Whether a request comes from one of our own pages. Looked at as well where cookies are about to be set: no other site may log somebody
/// in.
pub fn is_own_page(request: &Request, origin: &str) -> bool {
    let own_header = request.header(OWN_HEADER) == Some("web");
    let same_site = request.header("sec-fetch-site").is_none_or(|site| site == "same-origin");
    let same_origin = request.header("origin").is_none_or(|from| from == origin);
    own_header && same_site && same_origin
}
