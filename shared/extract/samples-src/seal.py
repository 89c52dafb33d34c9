"""Sealing with pyHanko, under the test authority."""

import datetime as dt
import pathlib
from io import BytesIO

from asn1crypto import crl, keys, pem, x509
from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

HERE = pathlib.Path(__file__).parent / "authority"
SEALED = dt.datetime(2026, 3, 12, 9, 15, 30, tzinfo=dt.timezone.utc)


def cert(stem):
    return load_cert_from_pemder(str(HERE / f"{stem}.crt.pem"))


def private(stem):
    return load_private_key_from_pemder(str(HERE / f"{stem}.key.pem"), None)


def chain(prefix=""):
    return [cert(f"{prefix}root"), cert(f"{prefix}intermediate")]


def lists():
    return [crl.CertificateList.load((HERE / f"{stem}.crl.der").read_bytes()) for stem in ("root", "intermediate")]


def stamper(prefix="", at=SEALED):
    return DummyTimeStamper(tsa_cert=cert(f"{prefix}tsa"), tsa_key=private(f"{prefix}tsa"), certs_to_embed=SimpleCertificateStore.from_certs(chain(prefix)),
                            fixed_dt=at)


def seal(pdf: bytes, stem="seal-rsa", *, prefix="", pss=False, stamped=True, stamp_prefix=None, long_term=None, archive=False, at=SEALED,
         digest="sha256", field="Zegel", extra=()) -> bytes:
    """`long_term`: embed certificates and revocation lists (B-LT), `archive` adds a document timestamp (B-LTA)."""
    store = SimpleCertificateStore.from_certs(chain(prefix) + list(extra))
    signer = signers.SimpleSigner(signing_cert=cert(stem), signing_key=private(stem), cert_registry=store, prefer_pss=pss)
    times = stamper(prefix if stamp_prefix is None else stamp_prefix, at) if stamped else None
    context = None
    if long_term:
        context = ValidationContext(trust_roots=[cert("root")], other_certs=[cert("intermediate")], crls=lists(), allow_fetching=False,
                                    moment=at, revocation_mode="soft-fail")
    meta = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm=digest, subfilter=SigSeedSubFilter.PADES, embed_validation_info=bool(long_term),
        use_pades_lta=archive, validation_context=context, name="Kamer van Koophandel")
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    out = signers.PdfSigner(meta, signer=signer, timestamper=times).sign_pdf(writer, bytes_reserved=18432)
    return out.getvalue()
