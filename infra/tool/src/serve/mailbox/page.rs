//! The mailbox as pages for people and as JSON for tests.

use std::fmt::Write as _;

use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use http::{HeaderName, StatusCode, header};
use serde::Deserialize;
use serde_json::json;

use super::Mailbox;
use super::read::{Mail, links};

/// The mailbox's pages and JSON.
pub fn router(mailbox: Mailbox) -> Router {
    Router::new()
        .route("/mailbox", get(overview))
        .route("/mailbox/{id}", get(one))
        .route("/mailbox/{id}/html", get(body))
        .route("/mailbox/messages", get(messages))
        .route("/mailbox/messages/{id}", get(message))
        .with_state(mailbox)
}

/// Which mails are asked for.
#[derive(Debug, Deserialize)]
struct Wanted {
    to: Option<String>,
    limit: Option<usize>,
}

/// What a page may load: nothing but its own style and, in a frame that can run nothing, the mail as designed.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

fn page(policy: &'static str, html: String) -> Response {
    let headers: [(HeaderName, &str); 3] = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (headers, Html(html)).into_response()
}

async fn messages(State(mailbox): State<Mailbox>, Query(wanted): Query<Wanted>) -> Response {
    match mailbox.list(wanted.to.as_deref(), wanted.limit.unwrap_or(100)) {
        Ok(mails) => {
            let items: Vec<&Mail> = mails.iter().map(AsRef::as_ref).collect();
            ([(header::CACHE_CONTROL, "no-store")], Json(json!({"items": items}))).into_response()
        }
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

async fn message(State(mailbox): State<Mailbox>, Path(id): Path<String>) -> Response {
    match mailbox.get(&id) {
        Some(mail) => ([(header::CACHE_CONTROL, "no-store")], Json(mail.as_ref())).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn overview(State(mailbox): State<Mailbox>, Query(wanted): Query<Wanted>) -> Response {
    let to = wanted.to.filter(|to| !to.trim().is_empty());
    let mails = match mailbox.list(to.as_deref().map(str::trim), wanted.limit.unwrap_or(100)) {
        Ok(mails) => mails,
        Err(error) => return (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    };
    let mut main = format!(
        "<h1>Mailbox</h1><p>Every mail Balie sent on this machine, newest first. Nothing left it.</p>\
         <form><label for=to>Sent to</label> <input id=to name=to type=email value=\"{}\"> <button>Show</button></form>",
        escaped(to.as_deref().unwrap_or_default())
    );
    if mails.is_empty() {
        main.push_str("<p>There is no mail here yet. Register an account and look again.</p>");
    } else {
        main.push_str("<table><thead><tr><th scope=col>Received<th scope=col>To<th scope=col>Subject</thead><tbody>");
        for mail in mails {
            let _ = write!(
                main,
                "<tr><td><time datetime=\"{at}\">{shown}</time><td>{to}<td><a href=\"/mailbox/{id}\">{subject}</a>",
                at = mail.received_at,
                shown = mail.received_at.strftime("%Y-%m-%d %H:%M:%S UTC"),
                to = escaped(&mail.to.join(", ")),
                id = escaped(&mail.id),
                subject = escaped(&mail.subject),
            );
        }
        main.push_str("</tbody></table>");
    }
    page(PAGE_POLICY, document("Mailbox", &main))
}

async fn one(State(mailbox): State<Mailbox>, Path(id): Path<String>) -> Response {
    let Some(mail) = mailbox.get(&id) else {
        return (StatusCode::NOT_FOUND, Html(document("No such mail", "<h1>No such mail</h1>"))).into_response();
    };
    let main = format!(
        "<p><a href=\"/mailbox\">All mails</a><h1>{subject}</h1><dl><dt>From<dd>{from}<dt>To<dd>{to}<dt>Received<dd>{at}{again}</dl>\
         <h2>As text</h2><pre>{text}</pre><h2>As designed</h2>\
         <iframe title=\"The mail as designed\" src=\"/mailbox/{id}/html\" \
         sandbox=\"allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation\"></iframe>",
        subject = escaped(&mail.subject),
        from = escaped(&mail.from),
        to = escaped(&mail.to.join(", ")),
        at = mail.received_at,
        again = if mail.times > 1 { format!(" ({} times)", mail.times) } else { String::new() },
        text = linked(&mail.text),
        id = escaped(&mail.id),
    );
    page(PAGE_POLICY, document(&mail.subject, &main))
}

/// The mail's own HTML, in a document that can run nothing and whose links open where the reader reads.
async fn body(State(mailbox): State<Mailbox>, Path(id): Path<String>) -> Response {
    match mailbox.get(&id) {
        Some(mail) => page(MAIL_POLICY, mail.html.replacen("<head>", "<head><base target=\"_top\">", 1)),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn document(title: &str, main: &str) -> String {
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>{} - Balie mailbox</title>\
         <style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1b1b1b;background:#fff}}\
         a{{color:#154273}}table{{border-collapse:collapse;width:100%;margin-top:1rem}}th,td{{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #767676;overflow-wrap:anywhere}}\
         dt{{font-weight:bold}}dd{{margin:0 0 .5rem}}pre{{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #767676;padding:1rem}}\
         iframe{{width:100%;height:40rem;border:1px solid #767676}}:focus-visible{{outline:3px solid #154273;outline-offset:2px}}</style>\
         <main>{main}</main>",
        escaped(title)
    )
}

/// Text with its links made clickable.
fn linked(text: &str) -> String {
    let mut out = String::new();
    let mut from = 0;
    for (at, link) in links(text) {
        let address = escaped(link);
        out.push_str(&escaped(text.get(from..at).unwrap_or_default()));
        let _ = write!(out, "<a href=\"{address}\">{address}</a>");
        from = at + link.len();
    }
    out.push_str(&escaped(text.get(from..).unwrap_or_default()));
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_cannot_write_into_the_page() {
        let html = linked("<script>alert(1)</script> https://balie.example/?a=1&b=\"2");
        assert_eq!(
            html,
            "&lt;script&gt;alert(1)&lt;/script&gt; <a href=\"https://balie.example/?a=1&amp;b=\">https://balie.example/?a=1&amp;b=</a>&quot;2"
        );
    }
}
