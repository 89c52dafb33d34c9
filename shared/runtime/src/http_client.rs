//! The one HTTP client all service clients share.

use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_runtime_api::client::http::SharedHttpClient;

/// The five roots every AWS endpoint is certified under. Parsing the system's 144 instead is three quarters of a cold start's set-up
/// (docs/decisions/cold-start.md).
const AMAZON_ROOTS: &str = include_str!("amazon-roots.pem");

/// A client for AWS itself, or for an endpoint of one's own: plain on loopback, else with the system's roots.
pub(crate) fn shared(endpoint: Option<&str>) -> SharedHttpClient {
    let trusted = match endpoint {
        Some(endpoint) if endpoint.starts_with("http://") => return Builder::new().build_http(),
        Some(_) => TrustStore::default(),
        None => TrustStore::empty().with_pem_certificate(AMAZON_ROOTS),
    };
    let builder = Builder::new().tls_provider(Provider::Rustls(CryptoMode::AwsLc));
    match TlsContext::builder().with_trust_store(trusted).build() {
        Ok(context) => builder.tls_context(context).build_https(),
        // Only a broken certificate in the store can bring us here; the test below shows that ours are not.
        Err(_) => builder.build_https(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_roots_can_be_read() {
        assert_eq!(AMAZON_ROOTS.matches("BEGIN CERTIFICATE").count(), 5);
        assert!(
            TlsContext::builder()
                .with_trust_store(TrustStore::empty().with_pem_certificate(AMAZON_ROOTS))
                .build()
                .is_ok()
        );
        shared(None);
    }
}
