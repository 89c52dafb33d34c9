//! The stand-in's pages: where a person chooses place and time, and where whoever sits at this machine plays what the courier finds. Plain
//! forms, so that they work with a keyboard, a screen reader and a test alike.

use std::fmt::Write as _;

use axum::extract::{Path, Request, State};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::{Form, Json};
use domain::language::Language;
use domain::upgrade::identification::{Appointment, Seen, SeenField, Told};
use http::{Method, StatusCode, header};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use serde::Deserialize;
use serde_json::json;

use super::StandIn;
use super::book::Assignment;
use super::prices::{Part, euros};

/// What a page may load and where its forms go: nothing but its own style, and here.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// How many days ahead one can book.
const DAYS_AHEAD: i64 = 14;

/// Forms are taken from these pages only: a page elsewhere must not play the courier.
pub async fn from_own_page(request: Request, next: Next) -> Response {
    let site = request.headers().get("sec-fetch-site").and_then(|value| value.to_str().ok());
    let foreign = request.method() != Method::GET && site.is_some_and(|site| !["same-origin", "none"].contains(&site));
    if foreign { StatusCode::FORBIDDEN.into_response() } else { next.run(request).await }
}

/// Everything, as JSON for tests.
pub async fn list(State(standin): State<StandIn>) -> Response {
    let items: Vec<_> = standin.with(|ledger| {
        let items = ledger.assignments.iter().rev().map(|assignment| {
            let events: Vec<_> = assignment
                .events
                .iter()
                .map(
                    |sent| json!({"eventId": sent.event.event_id, "kind": kind(&sent.event.what), "taken": sent.taken}),
                )
                .collect();
            json!({
                "assignmentId": assignment.id,
                "reference": assignment.request.reference,
                "email": assignment.request.contact.email,
                "bookingPath": format!("/courier/book/{}", assignment.token),
                "calledOff": assignment.called_off,
                "events": events,
            })
        });
        items.collect()
    });
    ([(header::CACHE_CONTROL, "no-store")], Json(json!({"items": items}))).into_response()
}

/// Who is to be identified, newest first, with what can be played.
pub async fn overview(State(standin): State<StandIn>) -> Response {
    let assignments = standin.with(|ledger| ledger.assignments.clone());
    let mut main = String::from(
        "<h1>The courier</h1><p>A stand-in for the partner who identifies people. Play what he finds: Balie hears of it as it would from \
         the real one.</p>",
    );
    if assignments.is_empty() {
        main.push_str("<p>Nobody is to be identified yet. Hand in an upgrade to EH3 of somebody who represents the company himself.</p>");
    }
    for assignment in assignments.iter().rev() {
        main.push_str(&card(assignment));
    }
    page("en", "The courier - stand-in", &main)
}

fn card(assignment: &Assignment) -> String {
    let person = &assignment.request.person;
    let id = escaped(&assignment.id);
    let name = [Some(&person.first_names), person.infix.as_ref(), Some(&person.surname)];
    let name = escaped(&name.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" "));
    let document = person.document.as_ref().map_or_else(
        || "none named".to_owned(),
        |document| format!("{}, valid until {}", escaped(&document.number), document.expires_on),
    );
    let appointment = assignment.appointment.as_ref().map_or_else(|| "none".to_owned(), |at| escaped(&said(at)));
    let mut card = format!(
        "<section aria-labelledby=\"{id}\"><h2 id=\"{id}\">{name}</h2><dl><dt>Born<dd>{born}<dt>Identity document<dd>{document}\
         <dt>Mail<dd>{mail}<dt>Until<dd>{until}<dt>Appointment<dd>{appointment}</dl>",
        born = person.birth_date,
        mail = escaped(&assignment.request.contact.email),
        until = assignment.request.until.strftime("%Y-%m-%d"),
    );
    if assignment.called_off {
        card.push_str("<p><strong>Called off by Balie.</strong></p>");
    }
    let _ = write!(
        card,
        "<p><a href=\"/courier/book/{token}\">Page for choosing place and time<span class=heard> for {name}</span></a></p>\
         <form method=post action=\"/courier/outcomes/{id}\"><fieldset><legend>What the courier finds<span class=heard> at {name}</span></legend>\
         <p><label for=\"b-{id}\">Date of birth on the document, for a mismatch</label> \
         <input id=\"b-{id}\" name=seen type=date value=\"{other}\"></p>\
         <p><label for=\"n-{id}\">Number on the document, for a mismatch</label> \
         <input id=\"n-{id}\" name=number maxlength=20 value=NX4512BR8></p><p class=row>\
         <button name=outcome value=window-known{unbooked}>Window known</button> <button name=outcome value=match>Match</button> \
         <button name=outcome value=mismatch>Another date of birth</button> \
         <button name=outcome value=mismatch-number>Another number</button> <button name=outcome value=no-show>No-show</button> \
         <button name=outcome value=expire>Expire</button></p></fieldset></form>",
        token = escaped(&assignment.token),
        other = person.birth_date.checked_add(1.year()).unwrap_or(person.birth_date),
        unbooked = if assignment.appointment.is_some() { "" } else { " disabled" },
    );
    if !assignment.events.is_empty() {
        card.push_str("<h3>Told to Balie</h3><ol>");
        for sent in &assignment.events {
            let _ = write!(
                card,
                "<li><form method=post action=\"/courier/events/{id}\" class=row><span>{kind}, {taken}</span> \
                 <button>Send again<span class=heard>: {kind}</span></button></form>",
                id = escaped(sent.event.event_id.as_str()),
                kind = kind(&sent.event.what),
                taken = if sent.taken { "taken" } else { "not yet taken" },
            );
        }
        card.push_str("</ol>");
    }
    card + "</section>"
}

/// What is played.
#[derive(Debug, Deserialize)]
pub struct Played {
    outcome: String,
    #[serde(default)]
    seen: String,
    #[serde(default)]
    number: String,
}

fn differs(field: SeenField, seen: &str) -> Told {
    Told::Mismatched { differences: vec![Seen { field, seen: seen.parse().ok() }] }
}

/// Plays an outcome.
pub async fn play(State(standin): State<StandIn>, Path(id): Path<String>, Form(played): Form<Played>) -> Response {
    let now = standin.now();
    let told = standin.with(|ledger| {
        let assignment = ledger.by_id(&id)?;
        let what = match played.outcome.as_str() {
            "match" => Told::Matched {},
            "mismatch" => differs(SeenField::BirthDate, &played.seen),
            "mismatch-number" => differs(SeenField::DocumentNumber, &played.number),
            "no-show" => Told::NoShow {},
            "expire" => Told::Expired {},
            "window-known" => Told::WindowKnown { appointment: narrowed(assignment.appointment.as_ref()?) },
            _ => return None,
        };
        Some((assignment.request.events.clone(), assignment.happened(what, now)?))
    });
    match told {
        Some((to, event)) => {
            standin.send(to, event);
            Redirect::to("/courier").into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Sends an event once more, as networks do.
pub async fn again(State(standin): State<StandIn>, Path(id): Path<String>) -> Response {
    let found =
        standin.with(|ledger| ledger.event(&id).map(|(from, event)| (from.request.events.clone(), event.clone())));
    match found {
        Some((to, event)) => {
            standin.send(to, event);
            Redirect::to("/courier").into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Two and a half hours within the part of day, as a text message tells the evening before.
fn narrowed(appointment: &Appointment) -> Appointment {
    let latest = appointment.from.saturating_add(SignedDuration::from_mins(150)).unwrap_or(appointment.until);
    Appointment { until: latest.min(appointment.until), ..appointment.clone() }
}

/// A person's page for choosing place and time.
pub async fn booking(State(standin): State<StandIn>, Path(token): Path<String>) -> Response {
    let now = standin.now();
    let Some(assignment) = standin.with(|ledger| ledger.by_token(&token).cloned()) else {
        return (StatusCode::NOT_FOUND, page("en", "Not found", "<h1>Not found</h1>")).into_response();
    };
    let words = Words::of(assignment.request.language);
    let closed = assignment.called_off || now >= assignment.request.until;
    let mut main = format!("<h1>{}</h1>", words.title);
    if let Some(appointment) = &assignment.appointment {
        let _ = write!(main, "<p role=status><strong>{}</strong> {}</p>", words.booked, escaped(&said(appointment)));
    }
    if closed {
        let _ = write!(main, "<p>{}</p>", words.closed);
        return page(assignment.request.language.code(), words.title, &main);
    }
    let first = today(now).tomorrow().unwrap_or_else(|_| today(now));
    let last = first.checked_add(DAYS_AHEAD.days()).unwrap_or(first).min(today(assignment.request.until));
    let _ = write!(
        main,
        "<p>{intro}</p><form method=post action=\"/courier/book/{token}\"><fieldset><legend>{how}</legend>",
        intro = words.intro,
        how = words.how,
        token = escaped(&assignment.token),
    );
    let monday = Date::constant(2026, 11, 23);
    for (part, label) in Part::ALL.into_iter().zip(words.parts) {
        let (from, until) = part.hours();
        let _ = write!(
            main,
            "<p><input type=radio id={name} name=part value={name} required{checked}> <label for={name}>{label} ({from}:00-{until}:00), \
             {price}</label></p>",
            name = part.name(),
            checked = if part == Part::Morning { " checked" } else { "" },
            price = euros(part.cents(monday)),
        );
    }
    let _ = write!(
        main,
        "</fieldset><p class=quiet>{weekend}</p><p><label for=day>{day}</label> <input id=day name=day type=date required min={first} \
         max={last} value={first}></p><p><label for=place>{place}</label> <input id=place name=place maxlength=100 \
         autocomplete=street-address></p><p><button>{button}</button></p></form>",
        weekend = words.weekend,
        day = words.day,
        place = words.place,
        button = words.button,
    );
    page(assignment.request.language.code(), words.title, &main)
}

/// What is booked.
#[derive(Debug, Deserialize)]
pub struct Booking {
    part: String,
    day: Date,
    #[serde(default)]
    place: String,
}

/// Books place and time.
pub async fn book(State(standin): State<StandIn>, Path(token): Path<String>, Form(booking): Form<Booking>) -> Response {
    let now = standin.now();
    let Some(assignment) = standin.with(|ledger| ledger.by_token(&token).cloned()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let words = Words::of(assignment.request.language);
    let closed = assignment.called_off || now >= assignment.request.until;
    let part = Part::named(&booking.part);
    let place = match part {
        Some(Part::AtADistance) => Some(None),
        Some(_) => booking.place.parse().ok().map(Some),
        None => None,
    };
    let in_time = booking.day > today(now) && booking.day <= today(assignment.request.until);
    let (Some(part), Some(place), true, false) = (part, place, in_time, closed) else {
        let main = format!(
            "<h1>{}</h1><p role=alert>{}</p><p><a href=\"/courier/book/{}\">{}</a></p>",
            words.title,
            words.wrong,
            escaped(&token),
            words.back
        );
        return (StatusCode::UNPROCESSABLE_ENTITY, page(assignment.request.language.code(), words.title, &main))
            .into_response();
    };
    let (from, until) = part.hours();
    let (Some(from), Some(until)) = (at(booking.day, from), at(booking.day, until)) else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    let told = standin.with(|ledger| {
        let assignment = ledger.by_token(&token)?;
        let what = Told::Booked { appointment: Appointment { place, from, until } };
        Some((assignment.request.events.clone(), assignment.happened(what, now)?))
    });
    if let Some((to, event)) = told {
        standin.send(to, event);
    }
    Redirect::to(&format!("/courier/book/{token}")).into_response()
}

fn at(day: Date, hour: i8) -> Option<Timestamp> {
    let zone = TimeZone::get("Europe/Amsterdam").ok()?;
    Some(day.at(hour, 0, 0, 0).to_zoned(zone).ok()?.timestamp())
}

fn today(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC)).date()
}

fn said(appointment: &Appointment) -> String {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    let (from, until) = (appointment.from.to_zoned(zone.clone()), appointment.until.to_zoned(zone));
    let when = format!("{}, {}-{}", from.date(), from.strftime("%H:%M"), until.strftime("%H:%M"));
    appointment.place.as_ref().map_or_else(|| when.clone(), |place| format!("{when}, {place}"))
}

const fn kind(told: &Told) -> &'static str {
    match told {
        Told::Booked { .. } => "booked",
        Told::WindowKnown { .. } => "window known",
        Told::Matched {} => "match",
        Told::Mismatched { .. } => "mismatch",
        Told::NoShow {} => "no-show",
        Told::Expired {} => "expired",
    }
}

/// The words of the page for choosing.
struct Words {
    title: &'static str,
    intro: &'static str,
    how: &'static str,
    parts: [&'static str; 5],
    weekend: &'static str,
    day: &'static str,
    place: &'static str,
    button: &'static str,
    booked: &'static str,
    closed: &'static str,
    wrong: &'static str,
    back: &'static str,
}

impl Words {
    const fn of(language: Language) -> &'static Self {
        match language {
            Language::Dutch => &Self {
                title: "Kies een plaats en een tijd",
                intro: "Houd uw identiteitsbewijs bij de hand. U betaalt bij de afspraak met uw pas.",
                how: "Hoe wilt u worden geïdentificeerd?",
                parts: [
                    "Op afstand, met uw telefoon",
                    "Bezoek, overdag",
                    "Bezoek, ochtend",
                    "Bezoek, middag",
                    "Bezoek, avond",
                ],
                weekend: "In het weekend kost een bezoek meer: € 4.99 voor een hele dag, € 6.50 voor een ochtend of middag.",
                day: "Dag",
                place: "Adres voor een bezoek",
                button: "Afspraak maken",
                booked: "Uw afspraak:",
                closed: "Hier kan geen afspraak meer worden gemaakt.",
                wrong: "Kies een dag vanaf morgen, en vul voor een bezoek een adres in.",
                back: "Terug",
            },
            Language::German => &Self {
                title: "Wählen Sie Ort und Zeit",
                intro: "Halten Sie Ihren Ausweis bereit. Sie zahlen beim Termin mit Karte.",
                how: "Wie möchten Sie identifiziert werden?",
                parts: [
                    "Aus der Ferne, mit Ihrem Telefon",
                    "Besuch, tagsüber",
                    "Besuch, vormittags",
                    "Besuch, nachmittags",
                    "Besuch, abends",
                ],
                weekend: "Am Wochenende kostet ein Besuch mehr: € 4.99 für einen ganzen Tag, € 6.50 für einen Vor- oder Nachmittag.",
                day: "Tag",
                place: "Adresse für einen Besuch",
                button: "Termin machen",
                booked: "Ihr Termin:",
                closed: "Hier kann kein Termin mehr gemacht werden.",
                wrong: "Wählen Sie einen Tag ab morgen, und geben Sie für einen Besuch eine Adresse an.",
                back: "Zurück",
            },
            Language::English => &Self {
                title: "Choose a place and a time",
                intro: "Keep your identity document ready. You pay by card at the appointment.",
                how: "How would you like to be identified?",
                parts: [
                    "At a distance, with your telephone",
                    "Visit, during the day",
                    "Visit, morning",
                    "Visit, afternoon",
                    "Visit, evening",
                ],
                weekend: "At the weekend a visit costs more: € 4.99 for a whole day, € 6.50 for a morning or an afternoon.",
                day: "Day",
                place: "Address for a visit",
                button: "Make the appointment",
                booked: "Your appointment:",
                closed: "No appointment can be made here any more.",
                wrong: "Choose a day from tomorrow on, and give an address for a visit.",
                back: "Back",
            },
        }
    }
}

/// A page of a stand-in.
pub fn page(language: &str, title: &str, main: &str) -> Response {
    let html = format!(
        "<!doctype html><html lang={language}><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>{}</title>\
         <style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:45rem;margin:0 auto;padding:1rem;color:#1b1b1b;background:#fff}}\
         a{{color:#154273}}dl{{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem}}dt{{font-weight:bold}}dd{{margin:0;overflow-wrap:anywhere}}\
         section{{border:1px solid #767676;padding:0 1rem 1rem;margin:1rem 0}}fieldset{{border:1px solid #767676}}\
         .row{{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}}button,input{{font:inherit;min-height:2.75rem;padding:.25rem .75rem}}\
         input[type=radio]{{min-height:1.5rem;width:1.5rem;vertical-align:middle}}input:not([type=radio]){{max-width:100%;box-sizing:border-box}}\
         .quiet{{color:#595959}}.heard{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}}\
         :focus-visible{{outline:3px solid #154273;outline-offset:2px}}</style><main>{main}</main>",
        escaped(title)
    );
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "same-origin"),
    ];
    (headers, Html(html)).into_response()
}

/// A text as it stands in HTML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
