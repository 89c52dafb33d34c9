//! S3 on the file system, behind the real protocol: signatures and upload policies are verified as S3 verifies them (S49). A finished
//! upload into quarantine is announced, as the bucket's notification does in AWS.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use http::{HeaderValue, Method, StatusCode};
use s3s::auth::SimpleAuth;
use s3s::config::{S3Config, StaticConfigProvider};
use s3s::dto::{
    AbortMultipartUploadInput, AbortMultipartUploadOutput, CompleteMultipartUploadInput, CompleteMultipartUploadOutput,
    CopyObjectInput, CopyObjectOutput, CreateMultipartUploadInput, CreateMultipartUploadOutput, DeleteObjectInput,
    DeleteObjectOutput, ETag, GetObjectInput, GetObjectOutput, HeadBucketInput, HeadBucketOutput, HeadObjectInput,
    HeadObjectOutput, ListObjectsV2Input, ListObjectsV2Output, ListPartsInput, ListPartsOutput, PutObjectInput,
    PutObjectOutput, UploadPartInput, UploadPartOutput,
};
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s::{S3, S3Request, S3Response, S3Result};
use s3s_fs::FileSystem;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tower_http::cors::{AllowHeaders, CorsLayer};

use super::uploads::{Arrived, WATCHED};
use super::{ACCESS_KEY, SECRET_KEY};

/// The bucket customers upload into.
pub const UPLOADS: &str = "balie-uploads";

/// What one upload may hold at most, whatever its policy says.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Why the engine cannot start.
#[derive(Debug, thiserror::Error)]
#[error("the document store cannot be opened: {0}")]
pub struct S3Error(String);

/// The files, with an ear for what arrives.
struct Buckets {
    files: FileSystem,
    folder: PathBuf,
    arrivals: mpsc::UnboundedSender<Arrived>,
}

impl Buckets {
    /// The engine answers an empty list for an upload that was ended; S3 says that there is none.
    fn known(&self, upload: &str) -> S3Result<()> {
        let plain = upload.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
        if plain && self.folder.join(format!(".upload-{upload}.json")).exists() {
            return Ok(());
        }
        Err(s3s::s3_error!(NoSuchUpload))
    }

    fn announce(&self, bucket: &str, key: &str, etag: Option<&ETag>, how: &'static str) {
        if key.starts_with(WATCHED) {
            let size = std::fs::metadata(self.folder.join(bucket).join(key)).map(|file| file.len()).unwrap_or_default();
            let etag = etag.map(|etag| etag.value().to_owned()).unwrap_or_default();
            let arrived = Arrived { bucket: bucket.to_owned(), key: key.to_owned(), size, etag, how };
            if self.arrivals.send(arrived).is_err() {
                tracing::warn!("an upload arrived while nobody listens; it is raised at the next start");
            }
        }
    }
}

/// The operations Balie uses; every other is answered with NotImplemented.
#[async_trait::async_trait]
impl S3 for Buckets {
    async fn put_object(&self, request: S3Request<PutObjectInput>) -> S3Result<S3Response<PutObjectOutput>> {
        let (bucket, key) = (request.input.bucket.clone(), request.input.key.clone());
        let how = if request.method == Method::POST { "Post" } else { "Put" };
        let response = self.files.put_object(request).await?;
        self.announce(&bucket, &key, response.output.e_tag.as_ref(), how);
        Ok(response)
    }

    async fn create_multipart_upload(
        &self,
        request: S3Request<CreateMultipartUploadInput>,
    ) -> S3Result<S3Response<CreateMultipartUploadOutput>> {
        self.files.create_multipart_upload(request).await
    }

    async fn upload_part(&self, request: S3Request<UploadPartInput>) -> S3Result<S3Response<UploadPartOutput>> {
        self.files.upload_part(request).await
    }

    async fn complete_multipart_upload(
        &self,
        request: S3Request<CompleteMultipartUploadInput>,
    ) -> S3Result<S3Response<CompleteMultipartUploadOutput>> {
        let (bucket, key) = (request.input.bucket.clone(), request.input.key.clone());
        self.known(&request.input.upload_id)?;
        let response = self.files.complete_multipart_upload(request).await?;
        self.announce(&bucket, &key, response.output.e_tag.as_ref(), "CompleteMultipartUpload");
        Ok(response)
    }

    async fn list_parts(&self, request: S3Request<ListPartsInput>) -> S3Result<S3Response<ListPartsOutput>> {
        self.known(&request.input.upload_id)?;
        self.files.list_parts(request).await
    }

    async fn abort_multipart_upload(
        &self,
        request: S3Request<AbortMultipartUploadInput>,
    ) -> S3Result<S3Response<AbortMultipartUploadOutput>> {
        self.known(&request.input.upload_id)?;
        self.files.abort_multipart_upload(request).await
    }

    async fn copy_object(&self, request: S3Request<CopyObjectInput>) -> S3Result<S3Response<CopyObjectOutput>> {
        self.files.copy_object(request).await
    }

    async fn get_object(&self, request: S3Request<GetObjectInput>) -> S3Result<S3Response<GetObjectOutput>> {
        self.files.get_object(request).await
    }

    async fn head_object(&self, request: S3Request<HeadObjectInput>) -> S3Result<S3Response<HeadObjectOutput>> {
        self.files.head_object(request).await
    }

    async fn head_bucket(&self, request: S3Request<HeadBucketInput>) -> S3Result<S3Response<HeadBucketOutput>> {
        self.files.head_bucket(request).await
    }

    async fn delete_object(&self, request: S3Request<DeleteObjectInput>) -> S3Result<S3Response<DeleteObjectOutput>> {
        self.files.delete_object(request).await
    }

    async fn list_objects_v2(
        &self,
        request: S3Request<ListObjectsV2Input>,
    ) -> S3Result<S3Response<ListObjectsV2Output>> {
        self.files.list_objects_v2(request).await
    }
}

/// Opens the folder and makes the bucket; what arrives in quarantine is sent to `arrivals`. With `any_clock`, signatures of another time
/// are taken too, as they come from an application whose clock a test has moved; how long each is good still holds.
///
/// # Errors
/// When the folder cannot be used.
pub fn open(objects: &Path, arrivals: mpsc::UnboundedSender<Arrived>, any_clock: bool) -> Result<S3Service, S3Error> {
    std::fs::create_dir_all(objects.join(UPLOADS)).map_err(|error| S3Error(error.to_string()))?;
    let files = FileSystem::new(objects).map_err(|error| S3Error(format!("{error:?}")))?;
    let mut config = S3Config::default();
    config.post_object_max_file_size = LARGEST;
    if any_clock {
        config.presigned_url_max_skew_time_secs = u32::MAX;
    }
    let mut builder = S3ServiceBuilder::new(Buckets { files, folder: objects.to_owned(), arrivals });
    builder.set_auth(SimpleAuth::from_single(ACCESS_KEY, SECRET_KEY));
    builder.set_config(Arc::new(StaticConfigProvider::new(Arc::new(config))));
    Ok(builder.build())
}

/// Answers the protocol on this listener. Pages from `origin`, and no others, may upload and download.
pub fn serve(service: S3Service, listener: TcpListener, origin: HeaderValue) {
    let cors = CorsLayer::new()
        .allow_origin(origin)
        .allow_methods([Method::GET, Method::HEAD, Method::POST, Method::PUT])
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers([http::header::ETAG]);
    let app = Router::new().fallback(answer).layer(cors).with_state(service);
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, app).await {
            tracing::error!(%error, "the document store stopped");
        }
    });
}

async fn answer(State(service): State<S3Service>, request: Request) -> Response {
    match service.call(request.map(s3s::Body::http_body_unsync)).await {
        Ok(response) => response.map(Body::new),
        Err(error) => {
            tracing::error!(?error, "the document store failed");
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            response
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region};
    use aws_sdk_s3::presigning::PresigningConfig;
    use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use jiff::{SignedDuration, Timestamp};
    use reqwest::multipart::{Form, Part};
    use serde_json::json;

    use super::*;
    use crate::serve::engines::{REGION, listen};
    use crate::serve::instant;

    const KEY: &str = "quarantine/org_1/upg_1/doc_1";

    struct Store {
        _folder: tempfile::TempDir,
        endpoint: String,
        client: aws_sdk_s3::Client,
        arrivals: mpsc::UnboundedReceiver<Arrived>,
    }

    async fn store() -> Store {
        let folder = tempfile::tempdir().unwrap();
        let (sender, arrivals) = mpsc::unbounded_channel();
        let listener = listen(0).await.unwrap();
        let endpoint = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        serve(open(folder.path(), sender, false).unwrap(), listener, HeaderValue::from_static("http://localhost:8080"));
        let config = aws_sdk_s3::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(REGION))
            .endpoint_url(&endpoint)
            .force_path_style(true)
            .credentials_provider(Credentials::new(ACCESS_KEY, SECRET_KEY, None, None, "local"))
            .build();
        Store { _folder: folder, endpoint, client: aws_sdk_s3::Client::from_conf(config), arrivals }
    }

    /// A policy for one PDF of at most ten bytes, signed `ago`, good for five minutes.
    fn ticket(ago: SignedDuration) -> Vec<(&'static str, String)> {
        let at: Timestamp = instant::now() - ago;
        let date = at.strftime("%Y%m%dT%H%M%SZ").to_string();
        let credential = format!("{ACCESS_KEY}/{}/{REGION}/s3/aws4_request", at.strftime("%Y%m%d"));
        let fields = vec![
            ("key", KEY.to_owned()),
            ("Content-Type", "application/pdf".to_owned()),
            ("x-amz-algorithm", "AWS4-HMAC-SHA256".to_owned()),
            ("x-amz-credential", credential),
            ("x-amz-date", date),
        ];
        let mut conditions: Vec<_> = fields.iter().map(|(name, value)| json!({*name: value})).collect();
        conditions.push(json!({"bucket": UPLOADS}));
        conditions.push(json!(["content-length-range", 1, 10]));
        let expiration = (at + SignedDuration::from_mins(5)).strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let policy = STANDARD.encode(json!({"expiration": expiration, "conditions": conditions}).to_string());
        let key = generate_signing_key(SECRET_KEY, SystemTime::from(at), REGION, "s3");
        let signature = calculate_signature(key, policy.as_bytes());
        fields.into_iter().chain([("policy", policy), ("x-amz-signature", signature)]).collect()
    }

    async fn upload(store: &Store, ticket: Vec<(&'static str, String)>, bytes: &'static [u8]) -> u16 {
        let form = ticket.into_iter().fold(Form::new(), |form, (name, value)| form.text(name, value));
        let form = form.part("file", Part::bytes(bytes).file_name("extract.pdf"));
        let sent =
            reqwest::Client::new().post(format!("{}/{UPLOADS}", store.endpoint)).multipart(form).send().await.unwrap();
        sent.status().as_u16()
    }

    fn with(mut ticket: Vec<(&'static str, String)>, name: &str, value: &str) -> Vec<(&'static str, String)> {
        for field in &mut ticket {
            if field.0 == name {
                field.1 = value.to_owned();
            }
        }
        ticket
    }

    #[tokio::test]
    async fn an_upload_under_its_policy_is_kept_and_announced() {
        let mut store = store().await;
        assert_eq!(upload(&store, ticket(SignedDuration::ZERO), b"%PDF-1.7").await, 204);
        let arrived = store.arrivals.recv().await.unwrap();
        assert_eq!((arrived.key.as_str(), arrived.size, arrived.how), (KEY, 8, "Post"));
        let found = store.client.get_object().bucket(UPLOADS).key(KEY).send().await.unwrap();
        assert_eq!(found.content_type(), Some("application/pdf"));
        assert_eq!(found.body.collect().await.unwrap().into_bytes().as_ref(), b"%PDF-1.7");
    }

    #[tokio::test]
    async fn an_upload_outside_its_policy_is_refused() {
        let mut store = store().await;
        let good = || ticket(SignedDuration::ZERO);
        let refused = [
            ("too large", upload(&store, good(), b"eleven bytes").await),
            ("empty", upload(&store, good(), b"").await),
            ("another key", upload(&store, with(good(), "key", "released/org_1/upg_1/doc_1"), b"x").await),
            ("another type", upload(&store, with(good(), "Content-Type", "text/html"), b"x").await),
            ("another signature", upload(&store, with(good(), "x-amz-signature", &"0".repeat(64)), b"x").await),
            ("too late", upload(&store, ticket(SignedDuration::from_mins(6)), b"x").await),
            ("no policy", upload(&store, vec![("key", KEY.to_owned())], b"x").await),
        ];
        for (what, status) in refused {
            assert!((400..500).contains(&status), "{what}: {status}");
        }
        assert!(store.arrivals.try_recv().is_err(), "nothing was announced");
        assert!(store.client.head_object().bucket(UPLOADS).key(KEY).send().await.is_err(), "nothing was kept");
    }

    #[tokio::test]
    async fn nothing_is_read_without_a_signature_and_a_signed_address_opens_as_a_download() {
        let store = store().await;
        let body = aws_sdk_s3::primitives::ByteStream::from_static(b"%PDF-1.7");
        store.client.put_object().bucket(UPLOADS).key("released/a").body(body).send().await.unwrap();
        let bare = reqwest::get(format!("{}/{UPLOADS}/released/a", store.endpoint)).await.unwrap();
        assert_eq!(bare.status(), 403);

        let wanted = store.client.get_object().bucket(UPLOADS).key("released/a");
        let wanted = wanted.response_content_disposition("attachment; filename=\"a.pdf\"");
        let signed = wanted.presigned(PresigningConfig::expires_in(Duration::from_secs(60)).unwrap()).await.unwrap();
        let got = reqwest::get(signed.uri()).await.unwrap();
        assert_eq!(got.headers()["content-disposition"], "attachment; filename=\"a.pdf\"");
        assert_eq!(got.bytes().await.unwrap().as_ref(), b"%PDF-1.7");
    }

    #[tokio::test]
    async fn only_the_pages_of_balie_may_upload_from_a_browser() {
        let store = store().await;
        for (origin, allowed) in [("http://localhost:8080", true), ("http://evil.example", false)] {
            let preflight = reqwest::Client::new()
                .request(Method::OPTIONS, format!("{}/{UPLOADS}", store.endpoint))
                .header("origin", origin)
                .header("access-control-request-method", "POST");
            let answer = preflight.send().await.unwrap();
            let given = answer.headers().get("access-control-allow-origin").and_then(|value| value.to_str().ok());
            assert_eq!(given == Some(origin), allowed, "{origin}: {given:?}");
        }
    }

    #[tokio::test]
    async fn a_copy_out_of_quarantine_is_not_announced() {
        let mut store = store().await;
        assert_eq!(upload(&store, ticket(SignedDuration::ZERO), b"%PDF-1.7").await, 204);
        store.arrivals.recv().await.unwrap();
        let copy = store.client.copy_object().bucket(UPLOADS).key("released/org_1/upg_1/doc_1");
        copy.copy_source(format!("{UPLOADS}/{KEY}")).send().await.unwrap();
        store.client.delete_object().bucket(UPLOADS).key(KEY).send().await.unwrap();
        assert!(store.arrivals.try_recv().is_err());
        let kept = store.client.head_object().bucket(UPLOADS).key("released/org_1/upg_1/doc_1").send().await.unwrap();
        assert_eq!(kept.content_type(), Some("application/pdf"));
    }
}
