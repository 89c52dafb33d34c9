"""The ways to break a sealed extract. Each takes the bytes of a sealed file and gives those of a broken one."""

import re
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from paper import _text


def _saved(change):
    """An incremental update that makes `change`."""
    def broken(pdf: bytes) -> bytes:
        writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
        change(writer)
        out = BytesIO()
        writer.write(out)
        return out.getvalue()
    return broken


def _page(writer, number):
    page, _ = writer.find_page_for_modification(number)
    return page


def flipped_byte(pdf):
    """One letter of the sealed text: found inside the first content stream."""
    at = pdf.index(b"stream\n") + 60
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1:]


def flipped_title(pdf):
    """One byte outside any stream: the size of a page."""
    return pdf.replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 0 0 595 843 ]", 1)


@_saved
def text_appended(writer):
    content = writer.add_object(generic.StreamObject(stream_data=_text("F1", 260, 60, "Bevoegdheid: Alleen/zelfstandig bevoegd")))
    page = _page(writer, 0).get_object()
    old = page.raw_get("/Contents")
    page["/Contents"] = generic.ArrayObject([old, content])
    writer.update_container(page)


@_saved
def text_replaced(writer):
    page = _page(writer, 0).get_object()
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=_text("F1", 60, 700, "KvK-nummer 12345678")))
    writer.update_container(page)


@_saved
def annotation_added(writer):
    page = _page(writer, 0).get_object()
    note = writer.add_object(generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/FreeText"),
        pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (60, 60, 400, 90)]),
        pdf_name("/Contents"): generic.TextStringObject("Alleen/zelfstandig bevoegd"),
        pdf_name("/DA"): generic.TextStringObject("/Helv 10 Tf 0 g")}))
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", []), note])
    writer.update_container(page)


@_saved
def pages_swapped(writer):
    pages = writer.root["/Pages"]
    pages["/Kids"] = generic.ArrayObject(reversed([pages["/Kids"].raw_get(i) for i in range(len(pages["/Kids"]))]))
    writer.update_container(pages)


@_saved
def page_dropped(writer):
    pages = writer.root["/Pages"]
    pages["/Kids"] = generic.ArrayObject([pages["/Kids"].raw_get(0)])
    pages["/Count"] = generic.NumberObject(1)
    writer.update_container(pages)


@_saved
def catalogue_changed(writer):
    """A whole new page tree beside the old one."""
    content = writer.add_object(generic.StreamObject(stream_data=_text("F1", 60, 700, "KvK-nummer 12345678")))
    tree = generic.DictionaryObject({pdf_name("/Type"): pdf_name("/Pages"), pdf_name("/Count"): generic.NumberObject(1)})
    at = writer.add_object(tree)
    page = writer.add_object(generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/Page"), pdf_name("/Parent"): at, pdf_name("/Contents"): content,
        pdf_name("/MediaBox"): generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 595, 842)])}))
    tree["/Kids"] = generic.ArrayObject([page])
    writer.root["/Pages"] = at
    writer.update_root()


@_saved
def seal_stripped(writer):
    """The field and its value taken away, as "clear signature" does."""
    form = writer.root["/AcroForm"]
    form["/Fields"] = generic.ArrayObject()
    form["/SigFlags"] = generic.NumberObject(0)
    writer.update_container(form)
    page = _page(writer, 0).get_object()
    page["/Annots"] = generic.ArrayObject()
    writer.update_container(page)


def resaved(pdf):
    """Printed to a new file, signature dictionary and all: what "save as" of many viewers does."""
    writer = copy_into_new_writer(PdfFileReader(BytesIO(pdf), strict=False))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def appended_bytes(pdf):
    return pdf + b"\n% Alleen/zelfstandig bevoegd\n%%EOF\n"


def shadowed(pdf):
    """Shadow attack ("replace"): an object that lay ready in the sealed bytes is brought to light by a new cross-reference table alone."""
    target = int(re.search(rb"/Contents (\d+) 0 R", pdf).group(1))
    previous = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    trailer = pdf[pdf.rindex(b"trailer"):pdf.rindex(b"startxref")]
    trailer = re.sub(rb"/Prev \d+", b"/Prev %d" % previous, trailer)
    hidden = pdf.index(b"%SHADOW\n") + len(b"%SHADOW\n")
    start = len(pdf) + 1
    table = b"xref\n%d 1\n%010d 00000 n \n" % (target, hidden)
    return pdf + b"\n" + table + trailer + b"startxref\n%d\n%%%%EOF\n" % start


def _range(pdf):
    found = list(re.finditer(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]( *)", pdf))[0]
    return found, [int(found.group(n)) for n in (1, 2, 3, 4)]


def _with_range(pdf, numbers):
    found, _ = _range(pdf)
    text = b"/ByteRange [" + b" ".join(b"%d" % n for n in numbers) + b"]"
    width = found.end() - found.start()
    return pdf[:found.start()] + text.ljust(width) + pdf[found.end():]


def range_shrunk(pdf):
    """The end of the file is no longer covered."""
    _, (zero, one, two, three) = _range(pdf)
    return _with_range(pdf, (zero, one, two, three - 100))


def range_with_hole(pdf):
    """The gap is larger than the seal."""
    _, (zero, one, two, three) = _range(pdf)
    return _with_range(pdf, (zero, one - 200, two, three))


def range_of_three(pdf):
    """A second gap over the first page."""
    _, (zero, one, two, three) = _range(pdf)
    return _with_range(pdf, (zero, 300, 900, one - 900, two, three))


def range_beyond(pdf):
    _, (zero, one, two, three) = _range(pdf)
    return _with_range(pdf, (zero, one, two, three + 5000))


def second_contents(pdf):
    """The dictionary gets a second /Contents in the room behind its byte range: which one counts is anybody's guess."""
    found, _ = _range(pdf)
    room = found.group(5)
    extra = b" /Contents <00>"
    assert len(room) >= len(extra)
    return pdf[:found.start(5)] + extra.ljust(len(room)) + pdf[found.end():]


def signature_flipped(pdf):
    """One bit of the signature itself: the last byte of the CMS before its timestamp is hard to find, so a certificate's is not touched
    but the SignerInfo's signature, found by its OCTET STRING of 256 bytes."""
    start = pdf.index(b"/Contents <") + len(b"/Contents <")
    text = pdf[start:pdf.index(b">", start)]
    at = text.lower().index(b"04820100") + 100
    return pdf[:start + at] + (b"0" if pdf[start + at:start + at + 1] != b"0" else b"1") + pdf[start + at + 1:]


def padding_used(pdf):
    """Something hidden in the zeros behind the CMS."""
    end = pdf.index(b">", pdf.index(b"/Contents <"))
    return pdf[:end - 16] + b"4e6f672069657473" + pdf[end:]


def transplanted(donor):
    """The seal of another extract in this one's place."""
    def broken(pdf):
        def gap(file):
            start = file.index(b"/Contents <") + len(b"/Contents <")
            return start, file.index(b">", start)
        (a, b), (c, d) = gap(pdf), gap(donor)
        assert b - a == d - c
        return pdf[:a] + donor[c:d] + pdf[b:]
    return broken


@_saved
def dss_with_more(writer):
    """Validation data, and a changed page in the same update."""
    writer.root["/DSS"] = writer.add_object(generic.DictionaryObject({pdf_name("/Type"): pdf_name("/DSS")}))
    writer.update_root()
    page = _page(writer, 0).get_object()
    page["/Rotate"] = generic.NumberObject(180)
    writer.update_container(page)


@_saved
def dss_only(writer):
    writer.root["/DSS"] = writer.add_object(generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/DSS"), pdf_name("/Certs"): generic.ArrayObject()}))
    writer.update_root()
