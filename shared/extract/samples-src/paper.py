"""Extracts as KvK sets them (both layouts), written with pyHanko's own PDF writer. Nobody's data: the companies are KvK's published test
numbers, the people are made up."""

from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

MADE = {"nl": "Dit uittreksel is vervaardigd op 12-03-2026 om 10.15 uur.", "en": "Extract was made on 12-03-2026 at 10.15 hours."}

SOLE_DIRECTOR = [
    [
        ("Uittreksel Handelsregister Kamer van Koophandel", ""), ("KvK-nummer", "68750110"), ("Pagina 1 (van 2)", ""),
        ("Rechtspersoon", ""), ("RSIN", "857587973"), ("Rechtsvorm", "Besloten Vennootschap"),
        ("Statutaire naam", "Voorbeeld Beheer B.V."), ("Statutaire zetel", "Utrecht"),
        ("Eerste inschrijving handelsregister", "01-02-2012"), ("Datum akte van oprichting", "31-01-2012"),
        ("Geplaatst kapitaal", "EUR 100,00"),
        ("Onderneming", ""), ("Handelsnaam", "Voorbeeld Beheer B.V."),
        ("Startdatum onderneming", "01-02-2012 (datum registratie: 03-02-2012)"),
        ("Activiteiten", "SBI-code: 6420 - Financi\u00eble holdings"), ("Werkzame personen", "3"),
        ("Vestiging", ""), ("Vestigingsnummer", "000037178598"), ("Bezoekadres", "Dorpsstraat 1, 3511AB Utrecht"),
        ("Bestuurders", ""), ("Naam", "Jansen, Petra Maria"), ("Geboortedatum en -plaats", "01-02-1975, Utrecht"),
        ("Datum in functie", "31-01-2012 (datum registratie: 03-02-2012)"), ("Titel", "Algemeen directeur"),
        ("Bevoegdheid", "Alleen/zelfstandig bevoegd"),
    ],
    [
        ("KvK-nummer", "68750110"), ("Pagina 2 (van 2)", ""),
        ("Gevolmachtigden", ""), ("Naam", "de Vries, Jan"), ("Geboortedatum en -plaats", "17-08-1988, Zwolle"),
        ("Volmacht", "Beperkte volmacht"),
        ("Inhoud volmacht", "Tot EUR 10.000,00; mag opgave handelsregister doen: Nee"), (MADE["nl"], ""),
    ],
]

JOINT_BOARD = [
    [
        ("Business Register extract Netherlands Chamber of Commerce", ""), ("CCI number", "90001354"), ("Page 1 (of 2)", ""),
        ("Legal entity", ""), ("RSIN", "857500004"),
        ("Legal form", "Besloten Vennootschap (comparable with Private Limited Liability Company)"),
        ("Statutory name", "Noorderlicht Techniek B.V."), ("Corporate seat", "Groningen"),
        ("First entry in Business Register", "12-05-2009"), ("Date of deed of incorporation", "11-05-2009"),
        ("Issued capital", "EUR 18,000.00"),
        ("Company", ""), ("Trade name", "Noorderlicht Techniek B.V."),
        ("Establishment", ""), ("Establishment number", "000038509504"), ("Visiting address", "Herestraat 4, 9711LA Groningen"),
        ("Board members", ""),
        ("Name", "van den Berg, S\u00f6ren Jan"), ("Date and place of birth", "05-06-1969, Groningen"),
        ("Date of entry into office", "11-05-2009 (registration date: 12-05-2009)"), ("Title", "Director"),
        ("Powers", "Jointly authorised (with other board member(s), see articles)"),
        ("Name", "\u00c9tienne-Dubois, Ren\u00e9e"), ("Date and place of birth", "29-02-1980, Maastricht"),
        ("Date of entry into office", "01-01-2015 (registration date: 05-01-2015)"), ("Title", "Director"),
        ("Powers", "Jointly authorised (with other board member(s), see articles)"),
    ],
    [
        ("CCI number", "90001354"), ("Page 2 (of 2)", ""),
        ("Name", "Bakker, Wim"), ("Date and place of birth", "11-11-1971, Assen"),
        ("Date of entry into office", "01-01-2018 (registration date: 02-01-2018)"), ("Title", "Director"),
        ("Powers", "Solely/independently authorised"), (MADE["en"], ""),
    ],
]

SOLE_TRADER = [
    [
        ("Uittreksel Handelsregister Kamer van Koophandel", ""), ("KvK-nummer", "69599084"), ("Pagina 1 (van 1)", ""),
        ("Onderneming", ""), ("Handelsnaam", "Bakkerij Yilmaz"), ("Rechtsvorm", "Eenmanszaak"),
        ("Startdatum onderneming", "01-09-2017 (datum registratie: 06-09-2017)"),
        ("Vestiging", ""), ("Vestigingsnummer", "000037178598"), ("Bezoekadres", "Kanaalstraat 88, 3531CL Utrecht"),
        ("Vestiging", ""), ("Vestigingsnummer", "000038509504"), ("Bezoekadres", "Amsterdamsestraatweg 5, 3513AB Utrecht"),
        ("Eigenaar", ""), ("Naam", "Yilmaz, Karim"), ("Geboortedatum en -plaats", "23-04-1990, Utrecht"),
        ("Datum in functie", "01-09-2017"), (MADE["nl"], ""),
    ],
]

PARTNERSHIP = [
    [
        ("Uittreksel Handelsregister Kamer van Koophandel", ""), ("KvK-nummer", "69599076"), ("Pagina 1 (van 1)", ""),
        ("Samenwerkingsverband", ""), ("RSIN", "123456782"), ("Rechtsvorm", "Vennootschap onder firma"), ("Handelsnaam", "VOF De Linde"),
        ("Vestiging", ""), ("Vestigingsnummer", "000037178598"),
        ("Vennoten", ""),
        ("Naam", "Moedermaatschappij Holding B.V."), ("KvK-nummer", "90004760"), ("Bevoegdheid", "Onbeperkt bevoegd"),
        ("Naam", "van 't Hof, Anna Elisabeth"), ("Geboortedatum en -plaats", "14-12-1962, Breda"), ("Datum in functie", "02-03-2011"),
        ("Bevoegdheid", "Beperkt bevoegd (tot EUR 25.000,00)"), (MADE["nl"], ""),
    ],
]


def _content(rows, stacked):
    parts, y = [], 790
    for label, value in rows:
        parts.append(_text("F2" if not value else "F1", 60, y, label))
        if value:
            if stacked:
                y -= 13
            parts.append(_text("F1", 60 if stacked else 260, y, value))
        y -= 18
    return b"\n".join(parts)


def _text(font, x, y, text):
    raw = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /%s 10 Tf %d %d Td (%s) Tj ET" % (font.encode(), x, y, raw)


def paper(pages, *, stacked=False, packed=False) -> bytes:
    """The bytes of an extract without a seal. `packed` writes object streams and a cross-reference stream."""
    writer = PdfFileWriter(stream_xrefs=packed)
    fonts = generic.DictionaryObject()
    for short, base in (("F1", "Helvetica"), ("F2", "Helvetica-Bold")):
        fonts[pdf_name("/" + short)] = writer.add_object(generic.DictionaryObject({
            pdf_name("/Type"): pdf_name("/Font"), pdf_name("/Subtype"): pdf_name("/Type1"), pdf_name("/BaseFont"): pdf_name("/" + base),
            pdf_name("/Encoding"): pdf_name("/WinAnsiEncoding")}))
    for rows in pages:
        content = generic.StreamObject(stream_data=_content(rows, stacked))
        content.compress()
        page = PageObject(
            contents=writer.add_object(content), media_box=generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 595, 842)]),
            resources=generic.DictionaryObject({pdf_name("/Font"): fonts}))
        writer.insert_page(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
