//! SES caught on disk: speaks the Query protocol the SDK speaks, and keeps every mail instead of sending it.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{StatusCode, header};
use tokio::net::TcpListener;

use crate::serve::mailbox::{Envelope, Mailbox};

/// Lets a test take the mail service down and bring it back.
#[derive(Debug, Clone, Default)]
pub struct Outage(Arc<AtomicBool>);

impl Outage {
    /// Down, or back again.
    pub fn set(&self, down: bool) {
        self.0.store(down, Ordering::SeqCst);
    }

    fn is_on(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

#[derive(Clone)]
struct Ses {
    mailbox: Mailbox,
    outage: Outage,
}

/// Why a call is refused, in the words of SES.
struct Refused {
    status: StatusCode,
    kind: &'static str,
    code: &'static str,
    message: String,
}

impl Refused {
    fn sender(code: &'static str, message: &str) -> Self {
        Self { status: StatusCode::BAD_REQUEST, kind: "Sender", code, message: message.to_owned() }
    }

    fn receiver(status: StatusCode, code: &'static str, message: &str) -> Self {
        Self { status, kind: "Receiver", code, message: message.to_owned() }
    }
}

/// Answers the protocol on this listener.
pub fn serve(mailbox: Mailbox, outage: Outage, listener: TcpListener) {
    let app = Router::new().fallback(answer).with_state(Ses { mailbox, outage });
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, app).await {
            tracing::error!(%error, "the mail service stopped");
        }
    });
}

async fn answer(State(ses): State<Ses>, body: Bytes) -> Response {
    let fields: HashMap<String, String> = form_urlencoded::parse(&body).into_owned().collect();
    let action = fields.get("Action").map(String::as_str).unwrap_or_default();
    let (status, xml) = match ses.perform(action, &fields) {
        Ok(result) => (
            StatusCode::OK,
            format!(
                r#"<{action}Response xmlns="{NAMESPACE}"><{action}Result>{result}</{action}Result><ResponseMetadata><RequestId>local</RequestId></ResponseMetadata></{action}Response>"#
            ),
        ),
        Err(Refused { status, kind, code, message }) => (
            status,
            format!(
                r#"<ErrorResponse xmlns="{NAMESPACE}"><Error><Type>{kind}</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>local</RequestId></ErrorResponse>"#
            ),
        ),
    };
    (status, [(header::CONTENT_TYPE, "text/xml")], xml).into_response()
}

const NAMESPACE: &str = "http://ses.amazonaws.com/doc/2010-12-01/";

impl Ses {
    fn perform(&self, action: &str, fields: &HashMap<String, String>) -> Result<String, Refused> {
        if self.outage.is_on() {
            return Err(Refused::receiver(StatusCode::SERVICE_UNAVAILABLE, "ServiceUnavailable", "down for a test"));
        }
        let (envelope, message) = match action {
            "SendRawEmail" => raw(fields)?,
            "SendEmail" => composed(fields)?,
            "GetSendQuota" => {
                return Ok("<Max24HourSend>50000</Max24HourSend><MaxSendRate>14</MaxSendRate><SentLast24Hours>0</SentLast24Hours>".to_owned());
            }
            _ => return Err(Refused::sender("InvalidAction", "not an action Balie uses")),
        };
        match self.mailbox.keep(&envelope, &message) {
            Ok(id) => Ok(format!("<MessageId>{id}</MessageId>")),
            Err(error) => {
                Err(Refused::receiver(StatusCode::INTERNAL_SERVER_ERROR, "InternalFailure", &error.to_string()))
            }
        }
    }
}

fn raw(fields: &HashMap<String, String>) -> Result<(Envelope, Vec<u8>), Refused> {
    let data = fields.get("RawMessage.Data").map(|data| STANDARD.decode(data));
    let Some(Ok(message)) = data else {
        return Err(Refused::sender("InvalidParameterValue", "RawMessage.Data is not base64"));
    };
    let (headers, _) = mailparse::parse_headers(&message)
        .map_err(|_| Refused::sender("InvalidParameterValue", "RawMessage.Data is not a message"))?;
    let to = listed(fields, "Destinations.member.");
    let to = if to.is_empty() { addresses(&headers, &["To", "Cc", "Bcc"]) } else { to };
    let from = match fields.get("Source") {
        Some(source) => source.clone(),
        None => addresses(&headers, &["From"]).into_iter().next().unwrap_or_default(),
    };
    Ok((checked(Envelope { from, to })?, message))
}

/// `SendEmail` gives the parts; SES makes the message.
fn composed(fields: &HashMap<String, String>) -> Result<(Envelope, Vec<u8>), Refused> {
    let to = ["To", "Cc", "Bcc"]
        .iter()
        .flat_map(|kind| listed(fields, &format!("Destination.{kind}Addresses.member.")))
        .collect();
    let from = fields.get("Source").cloned().unwrap_or_default();
    let envelope = checked(Envelope { from, to })?;
    let field = |name: &str| fields.get(name).map(|text| STANDARD.encode(text));
    let subject = field("Message.Subject.Data").unwrap_or_default();
    let mut message = format!(
        "From: {}\r\nTo: {}\r\nSubject: =?utf-8?B?{subject}?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=part\r\n\r\n",
        envelope.from,
        envelope.to.join(", ")
    );
    for (name, kind) in [("Message.Body.Text.Data", "plain"), ("Message.Body.Html.Data", "html")] {
        if let Some(body) = field(name) {
            message.push_str(&format!(
                "--part\r\nContent-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n"
            ));
        }
    }
    message.push_str("--part--\r\n");
    Ok((envelope, message.into_bytes()))
}

fn checked(envelope: Envelope) -> Result<Envelope, Refused> {
    if envelope.to.is_empty() {
        return Err(Refused::sender("InvalidParameterValue", "no destination"));
    }
    if envelope
        .to
        .iter()
        .chain([&envelope.from])
        .any(|address| !address.contains('@') || address.contains(['\r', '\n']))
    {
        return Err(Refused::sender("InvalidParameterValue", "not an address"));
    }
    Ok(envelope)
}

fn listed(fields: &HashMap<String, String>, prefix: &str) -> Vec<String> {
    (1..).map_while(|number| fields.get(&format!("{prefix}{number}")).cloned()).collect()
}

fn addresses(headers: &[mailparse::MailHeader<'_>], names: &[&str]) -> Vec<String> {
    headers
        .iter()
        .filter(|header| names.iter().any(|name| header.get_key_ref().eq_ignore_ascii_case(name)))
        .filter_map(|header| mailparse::addrparse_header(header).ok())
        .flat_map(|list| list.iter().flat_map(single).collect::<Vec<_>>())
        .collect()
}

fn single(address: &mailparse::MailAddr) -> Vec<String> {
    match address {
        mailparse::MailAddr::Single(one) => vec![one.addr.clone()],
        mailparse::MailAddr::Group(group) => group.addrs.iter().map(|one| one.addr.clone()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_ses::config::{BehaviorVersion, Credentials, Region};
    use aws_sdk_ses::primitives::Blob;
    use aws_sdk_ses::types::{Body, Content, Destination, Message, RawMessage};

    use super::*;
    use crate::serve::engines::{ACCESS_KEY, REGION, SECRET_KEY, listen};

    async fn post_office(folder: &tempfile::TempDir) -> (aws_sdk_ses::Client, Mailbox, Outage) {
        let mailbox = Mailbox::open(folder.path().to_owned());
        let outage = Outage::default();
        let listener = listen(0).await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        serve(mailbox.clone(), outage.clone(), listener);
        let config = aws_sdk_ses::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(REGION))
            .endpoint_url(endpoint)
            .credentials_provider(Credentials::new(ACCESS_KEY, SECRET_KEY, None, None, "local"))
            .retry_config(aws_sdk_ses::config::retry::RetryConfig::disabled())
            .build();
        (aws_sdk_ses::Client::from_conf(config), mailbox, outage)
    }

    const MIME: &str = "From: Balie <balie@balie.example>\r\nTo: =?utf-8?q?Zo=C3=AB?= <zoe@example.org>\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n\
        --x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nOpen http://localhost:8080/activate#token=3Da=\r\nbc now.\r\n\
        --x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hello</p>\r\n--x--\r\n";

    #[tokio::test]
    async fn a_raw_mail_is_kept_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let (client, mailbox, _) = post_office(&folder).await;
        let message = RawMessage::builder().data(Blob::new(MIME)).build().unwrap();
        let sent = client.send_raw_email().raw_message(message).send().await.unwrap();

        let mails = mailbox.list(Some("ZOE@example.org"), 10).unwrap();
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].id, sent.message_id());
        assert_eq!(mails[0].subject, "Café");
        assert_eq!(mails[0].to, ["zoe@example.org"]);
        assert_eq!(mails[0].text.trim(), "Open http://localhost:8080/activate#token=abc now.");
        assert_eq!(mails[0].html.trim(), "<p>Hello</p>");
        assert_eq!(mails[0].links, ["http://localhost:8080/activate#token=abc"]);
        assert!(mailbox.list(Some("someone@example.org"), 10).unwrap().is_empty());
    }

    #[tokio::test]
    async fn a_composed_mail_is_kept_too() {
        let folder = tempfile::tempdir().unwrap();
        let (client, mailbox, _) = post_office(&folder).await;
        let text = |data: &str| Content::builder().data(data).build().unwrap();
        client
            .send_email()
            .source("balie@balie.example")
            .destination(Destination::builder().to_addresses("a@example.org").build())
            .message(
                Message::builder().subject(text("Größe")).body(Body::builder().text(text("Tekst")).build()).build(),
            )
            .send()
            .await
            .unwrap();
        let mails = mailbox.list(None, 10).unwrap();
        assert_eq!((mails[0].subject.as_str(), mails[0].text.trim()), ("Größe", "Tekst"));
    }

    #[tokio::test]
    async fn while_the_service_is_down_nothing_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (client, mailbox, outage) = post_office(&folder).await;
        outage.set(true);
        let message = || RawMessage::builder().data(Blob::new(MIME)).build().unwrap();
        let failed = client.send_raw_email().raw_message(message()).send().await.unwrap_err();
        assert_eq!(failed.raw_response().unwrap().status().as_u16(), 503);
        assert!(mailbox.list(None, 10).unwrap().is_empty());
        outage.set(false);
        client.send_raw_email().raw_message(message()).send().await.unwrap();
        assert_eq!(mailbox.list(None, 10).unwrap().len(), 1);
    }
}
