"""Makes every file in ../tests/samples. See README.md."""

import pathlib

import break_
import seal as sealing
from paper import JOINT_BOARD, PARTNERSHIP, SOLE_DIRECTOR, SOLE_TRADER, paper
from seal import cert, seal

OUT = pathlib.Path(__file__).parent.parent / "tests" / "samples"


def keep(name, pdf):
    (OUT / f"{name}.pdf").write_bytes(pdf)


def main():
    OUT.mkdir(exist_ok=True)
    for old in OUT.glob("*.pdf"):
        old.unlink()
    dutch, english = paper(SOLE_DIRECTOR), paper(JOINT_BOARD)
    stacked, packed = paper(SOLE_DIRECTOR, stacked=True), paper(JOINT_BOARD, packed=True)

    # As they should be.
    sealed = seal(dutch)
    archived = seal(dutch, long_term=True, archive=True)
    keep("good-nl-rsa-t", sealed)
    keep("good-nl-rsa-lt", seal(dutch, long_term=True))
    keep("good-nl-rsa-lta", archived)
    keep("good-nl-stacked-p256-t", seal(stacked, "seal-p256"))
    keep("good-en-pss-t", seal(english, pss=True))
    keep("good-en-packed-p384-lta", seal(packed, "seal-p384", digest="sha384", long_term=True, archive=True))
    keep("good-en-rsa-sha512-t", seal(paper(JOINT_BOARD, stacked=True), digest="sha512"))
    keep("good-nl-sole-trader-pss-lta", seal(paper(SOLE_TRADER), pss=True, long_term=True, archive=True))
    keep("good-nl-partnership-p256-t", seal(paper(PARTNERSHIP), "seal-p256"))
    keep("good-validation-data-later", break_.dss_only(sealed))

    # Nothing was sealed.
    keep("unsealed-nl", dutch)
    keep("unsealed-en-packed", packed)

    # Changed after sealing.
    for name in (
        "flipped_byte", "flipped_title", "text_appended", "text_replaced", "annotation_added", "pages_swapped", "page_dropped",
        "catalogue_changed", "seal_stripped", "resaved", "appended_bytes", "range_shrunk", "range_with_hole", "range_of_three", "range_beyond",
        "second_contents", "signature_flipped", "padding_used", "dss_with_more",
    ):
        keep("altered-" + name.replace("_", "-"), getattr(break_, name)(sealed))
    keep("altered-archived-text-appended", break_.text_appended(archived))
    keep("altered-archived-annotation-added", break_.annotation_added(archived))
    keep("altered-transplanted-seal", break_.transplanted(seal(english))(sealed))
    keep("altered-second-seal", seal(sealed, "lookalike-seal-rsa", prefix="lookalike-", field="Zegel2"))
    ready = with_shadow(dutch)
    keep("good-with-unused-object", seal(ready))
    keep("altered-shadow", break_.shadowed(seal(ready)))

    # Intact, and yet not established.
    keep("doubt-lookalike-authority", seal(dutch, "lookalike-seal-rsa", prefix="lookalike-"))
    keep("doubt-self-signed", seal(dutch, "self-signed"))
    keep("doubt-issued-by-seal", seal(dutch, "issued-by-seal", extra=[cert("seal-rsa")]))
    keep("doubt-other-organisation", seal(dutch, "other-organisation"))
    keep("doubt-name-resembles", seal(dutch, "kvk-lookalike-name"))
    keep("doubt-tls-server", seal(dutch, "tls-server"))
    keep("doubt-personal-certificate", seal(dutch, "personal"))
    keep("doubt-encryption-only", seal(dutch, "encryption-only"))
    keep("doubt-expired-at-sealing", seal(dutch, "expired"))
    keep("doubt-no-timestamp", seal(dutch, stamped=False))
    keep("doubt-lookalike-timestamp", seal(dutch, stamp_prefix="lookalike-"))
    keep("doubt-revoked", with_lists(seal(dutch, "revoked")))
    keep("doubt-sha1", seal(dutch, digest="sha1"))


def with_shadow(pdf):
    """An object that is to take the place of page one's content lies ready before sealing, in nobody's way."""
    text = b"BT /F1 10 Tf 60 700 Td (KvK-nummer 12345678) Tj ET"
    ready = b"%%SHADOW\n5 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(text), text)
    table = pdf.index(b"xref\n0 ")
    longer = pdf[:table] + ready + pdf[table:]
    return longer[:longer.rindex(b"startxref")] + b"startxref\n%d\n%%%%EOF\n" % (table + len(ready))


def with_lists(pdf):
    """Adds the revocation lists as validation data, as an archive would: the certificate had been taken back before it sealed."""
    from io import BytesIO

    from pyhanko.sign.validation.dss import DocumentSecurityStore
    out = BytesIO(pdf)
    DocumentSecurityStore.add_dss(out, sig_contents=None, crls=sealing.lists(), certs=sealing.chain())
    return out.getvalue()


if __name__ == "__main__":
    main()
