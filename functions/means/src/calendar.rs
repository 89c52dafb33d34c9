//! What will lapse for somebody, and how a calendar program reads it (RFC 5545).

use domain::language::Language;
use domain::lapse::{Lapse, LapseKind, of_means, of_role};
use domain::means::Means;
use domain::organisation::Membership;
use jiff::Timestamp;
use runtime::Context;
use store::Error;

/// How many of an organisation's means the calendar of a manager takes in.
const MOST_MEANS: u16 = 1_000;

/// Everything that will lapse of what a member may see, soonest first.
pub(crate) async fn lapses_of(cx: &Context, member: &Membership) -> Result<Vec<Lapse>, Error> {
    let manages = member.clone().in_force(cx.today()).0.role.manages();
    let range = if manages {
        store::means::of_organisation(&member.organisation)
    } else {
        store::means::of_holder(&member.organisation, &member.account)
    };
    let means = cx.store().list::<Means>(range.limit(MOST_MEANS)).await?;
    let mut lapses: Vec<Lapse> = means.items.iter().flat_map(|means| of_means(means)).collect();
    lapses.extend(of_role(member));
    lapses.sort();
    Ok(lapses)
}

/// The calendar as a file. Whoever holds the address reads numbers of means and names of services, and nothing of a person.
pub(crate) fn ics(lapses: &[Lapse], language: Language, now: Timestamp) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Balie//Lapses//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        format!("X-WR-CALNAME:{}", escaped(title(language))),
        "REFRESH-INTERVAL;VALUE=DURATION:P1D".to_owned(),
    ];
    let stamp = now.strftime("%Y%m%dT%H%M%SZ");
    for lapse in lapses {
        let next = lapse.on.tomorrow().unwrap_or(lapse.on);
        lines.extend([
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}@balie", uid(lapse)),
            format!("DTSTAMP:{stamp}"),
            format!("DTSTART;VALUE=DATE:{}", lapse.on.strftime("%Y%m%d")),
            format!("DTEND;VALUE=DATE:{}", next.strftime("%Y%m%d")),
            format!("SUMMARY:{}", escaped(&summary(lapse, language))),
            "TRANSP:TRANSPARENT".to_owned(),
            "END:VEVENT".to_owned(),
        ]);
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

/// The same lapse has the same name whenever it is read, also after its day moved.
fn uid(lapse: &Lapse) -> String {
    let of = lapse.means_id.as_ref().map_or(lapse.holder.as_str(), domain::ids::MeansId::as_str);
    let what = serde_json::to_value(lapse.kind).ok().and_then(|kind| kind.as_str().map(str::to_owned));
    let service: String =
        lapse.service.iter().flat_map(|name| name.bytes()).map(|byte| format!("{byte:02x}")).take(40).collect();
    format!("{of}-{}-{service}", what.unwrap_or_default())
}

const fn title(language: Language) -> &'static str {
    match language {
        Language::Dutch => "eHerkenning: wat verloopt",
        Language::German => "eHerkenning: was abläuft",
        Language::English => "eHerkenning: what lapses",
    }
}

fn summary(lapse: &Lapse, language: Language) -> String {
    let number = lapse.number.as_deref().unwrap_or_default();
    let service = lapse.service.as_deref().unwrap_or("*");
    match (lapse.kind, language) {
        (LapseKind::Contract, Language::Dutch) => format!("Contract van middel {number} verloopt"),
        (LapseKind::Contract, Language::German) => format!("Vertrag des Mittels {number} läuft ab"),
        (LapseKind::Contract, Language::English) => format!("Contract of means {number} ends"),
        (LapseKind::Right, Language::Dutch) => format!("Machtiging {service} van middel {number} verloopt"),
        (LapseKind::Right, Language::German) => format!("Berechtigung {service} des Mittels {number} läuft ab"),
        (LapseKind::Right, Language::English) => format!("Authorisation {service} of means {number} ends"),
        (LapseKind::Unused, Language::Dutch) => format!("Middel {number} vervalt als het niet wordt gebruikt"),
        (LapseKind::Unused, Language::German) => format!("Mittel {number} verfällt, wenn es nicht benutzt wird"),
        (LapseKind::Unused, Language::English) => format!("Means {number} lapses unless it is used"),
        (LapseKind::IdentityDocument, Language::Dutch) => format!("Identiteitsbewijs bij middel {number} verloopt"),
        (LapseKind::IdentityDocument, Language::German) => format!("Ausweisdokument zum Mittel {number} läuft ab"),
        (LapseKind::IdentityDocument, Language::English) => format!("Identity document behind means {number} expires"),
        (LapseKind::Role, Language::Dutch) => "Uw rol als beheerder verloopt".to_owned(),
        (LapseKind::Role, Language::German) => "Ihre Rolle als Verwaltung läuft ab".to_owned(),
        (LapseKind::Role, Language::English) => "Your role as manager ends".to_owned(),
        (LapseKind::Application, Language::Dutch) => format!("Aanvraag {number} vervalt als u haar niet afrondt"),
        (LapseKind::Application, Language::German) => format!("Antrag {number} verfällt ohne Abschluss"),
        (LapseKind::Application, Language::English) => format!("Application {number} lapses unless completed"),
    }
}

/// A text of RFC 5545, 3.3.11.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace(['\r', '\n'], " ")
}

/// A line of at most 75 octets, and what does not fit on lines after it (RFC 5545, 3.1).
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 2);
    let mut width = 0;
    for character in line.chars() {
        if width + character.len_utf8() > 73 {
            folded.push_str("\r\n ");
            width = 1;
        }
        folded.push(character);
        width += character.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn lapse() -> Lapse {
        Lapse {
            on: date(2027, 12, 31),
            kind: LapseKind::Right,
            means_id: Some("mns_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap()),
            number: Some("BAL-1001".to_owned()),
            holder: "acc_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
            service: Some("Regelingen; ook voor gemeenten, provincies en waterschappen\r\nX:1".to_owned()),
        }
    }

    #[test]
    fn an_entry_is_a_day_and_nothing_in_it_breaks_out_of_its_line() {
        let text = ics(&[lapse()], Language::Dutch, Timestamp::UNIX_EPOCH);
        assert!(text.contains("DTSTART;VALUE=DATE:20271231\r\nDTEND;VALUE=DATE:20280101\r\n"), "{text}");
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
        let whole = text.replace("\r\n ", "");
        assert!(whole.contains("Regelingen\\; ook voor gemeenten\\, provincies"), "{whole}");
        assert!(!whole.lines().any(|line| line.starts_with("X:1")));
        assert_eq!(whole.matches("BEGIN:VEVENT").count(), whole.matches("END:VEVENT").count());
        assert!(!text.contains("acc_"), "nothing of a person");
    }
}
