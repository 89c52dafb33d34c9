"""The test authority: keys and certificates made for these samples and good for nothing else.

Run once; what it wrote is committed, so that samples made later carry seals of the same authority. Running it anew replaces everything, and
then the samples must be made anew too.
"""

import datetime as dt
import json
import pathlib

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

HERE = pathlib.Path(__file__).parent / "authority"
FROM = dt.datetime(2024, 1, 1, tzinfo=dt.timezone.utc)
UNTIL = dt.datetime(2054, 1, 1, tzinfo=dt.timezone.utc)

KVK = "Kamer van Koophandel"
KVK_ID = "NTRNL-59581883"
DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")
ORGANISATION_IDENTIFIER = x509.ObjectIdentifier("2.5.4.97")
QC_STATEMENTS = x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3")


def _qc(seal: bool) -> bytes:
    from asn1crypto.core import ObjectIdentifier, SequenceOf, Sequence

    class Types(SequenceOf):
        _child_spec = ObjectIdentifier

    class Plain(Sequence):
        _fields = [("id", ObjectIdentifier)]

    class Typed(Sequence):
        _fields = [("id", ObjectIdentifier), ("info", Types)]

    kind = "0.4.0.1862.1.6.2" if seal else "0.4.0.1862.1.6.1"
    body = Plain({"id": "0.4.0.1862.1.1"}).dump() + Plain({"id": "0.4.0.1862.1.4"}).dump()
    body += Typed({"id": "0.4.0.1862.1.6", "info": Types([kind])}).dump()
    return b"\x30" + bytes([len(body)]) + body


def name(common: str, organisation: str = KVK, organisation_id: str | None = KVK_ID) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "NL"), x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation)]
    if organisation_id:
        parts.append(x509.NameAttribute(ORGANISATION_IDENTIFIER, organisation_id))
    return x509.Name(parts + [x509.NameAttribute(NameOID.COMMON_NAME, common)])


def authority_name(common: str) -> x509.Name:
    return name(common, "Balie proefautoriteit", None)


def key(kind: str):
    if kind == "rsa":
        return rsa.generate_private_key(65537, 2048)
    return ec.generate_private_key({"p256": ec.SECP256R1(), "p384": ec.SECP384R1()}[kind])


USAGE = dict(
    digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False, key_agreement=False,
    key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
)


def certificate(subject, subject_key, issuer, issuer_key, *, ca=False, path=None, usage=(), extended=(), critical_extended=False,
                qualified=None, start=FROM, end=UNTIL, pss=False):
    builder = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(subject_key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(start).not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca, path), critical=True)
        .add_extension(x509.KeyUsage(**{**USAGE, **{one: True for one in usage}}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(subject_key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if extended:
        builder = builder.add_extension(x509.ExtendedKeyUsage(list(extended)), critical=critical_extended)
    if qualified is not None:
        builder = builder.add_extension(x509.UnrecognizedExtension(QC_STATEMENTS, _qc(qualified)), critical=False)
    scheme = padding.PSS(padding.MGF1(hashes.SHA256()), 32) if pss else None
    extra = {"rsa_padding": scheme} if pss else {}
    return builder.sign(issuer_key, hashes.SHA256(), **extra)


def keep(stem: str, certificate_=None, key_=None):
    if certificate_ is not None:
        (HERE / f"{stem}.crt.pem").write_bytes(certificate_.public_bytes(serialization.Encoding.PEM))
    if key_ is not None:
        (HERE / f"{stem}.key.pem").write_bytes(key_.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))


def main():
    HERE.mkdir(exist_ok=True)
    ca = dict(ca=True, usage=("key_cert_sign", "crl_sign"))
    seal = dict(usage=("digital_signature", "content_commitment"), extended=(DOCUMENT_SIGNING,), qualified=True)
    stamp = dict(usage=("digital_signature",), extended=(ExtendedKeyUsageOID.TIME_STAMPING,), critical_extended=True)

    for tree in ("", "lookalike-"):  # the look-alike has every name right and every key wrong
        root_key, inter_key = key("rsa"), key("rsa")
        root_name, inter_name = authority_name("Balie proefautoriteit root"), authority_name("Balie proefautoriteit zegels")
        root = certificate(root_name, root_key, root_name, root_key, **ca)
        inter = certificate(inter_name, inter_key, root_name, root_key, path=0, **ca)
        keep(f"{tree}root", root, root_key if not tree else None)
        keep(f"{tree}intermediate", inter, inter_key)
        kinds = ("rsa", "p256", "p384") if not tree else ("rsa",)
        for kind in kinds:
            own = key(kind)
            keep(f"{tree}seal-{kind}", certificate(name("KvK elektronisch zegel (proef)"), own, inter_name, inter_key, **seal), own)
        tsa_key = key("rsa")
        tsa_name = authority_name("Balie proefautoriteit tijdstempels")
        keep(f"{tree}tsa", certificate(tsa_name, tsa_key, inter_name, inter_key, **stamp), tsa_key)
        if tree:
            continue
        # What the same authority may give to others, and what is not meant for sealing.
        for stem, subject, how in (
            ("other-organisation", name("Elektronisch zegel", "Voorbeeld Beheer B.V.", "NTRNL-68750110"), seal),
            ("kvk-lookalike-name", name("Elektronisch zegel", "Kamer van Koophandel Zegels B.V.", "NTRNL-90001354"), seal),
            ("tls-server", name("www.kvk.nl"), dict(usage=("digital_signature", "key_encipherment"), extended=(ExtendedKeyUsageOID.SERVER_AUTH,))),
            ("personal", name("P.M. Jansen"), {**seal, "qualified": False}),
            ("expired", name("KvK elektronisch zegel (proef)"), {**seal, "end": dt.datetime(2025, 1, 1, tzinfo=dt.timezone.utc)}),
            ("revoked", name("KvK elektronisch zegel (proef)"), seal),
            ("encryption-only", name("KvK elektronisch zegel (proef)"), {**seal, "usage": ("key_encipherment",)}),
        ):
            own = key("rsa")
            keep(stem, certificate(subject, own, inter_name, inter_key, **how), own)
        # A seal certificate that plays authority.
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
        middle_key = load_pem_private_key((HERE / "seal-rsa.key.pem").read_bytes(), None)
        middle = x509.load_pem_x509_certificate((HERE / "seal-rsa.crt.pem").read_bytes())
        own = key("rsa")
        keep("issued-by-seal", certificate(name("KvK elektronisch zegel (proef)"), own, middle.subject, middle_key, **seal), own)
        own = key("rsa")
        alone = name("KvK elektronisch zegel (proef)")
        keep("self-signed", certificate(alone, own, alone, own, **seal), own)
        # Lists of what was taken back, for the samples with long-term validation data.
        revoked = x509.load_pem_x509_certificate((HERE / "revoked.crt.pem").read_bytes())
        for stem, issuer_name, issuer_key, takes_back in (
            ("root", root_name, root_key, None), ("intermediate", inter_name, inter_key, revoked.serial_number)):
            builder = x509.CertificateRevocationListBuilder().issuer_name(issuer_name).last_update(FROM).next_update(UNTIL)
            builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
            builder = builder.add_extension(x509.CRLNumber(1), critical=False)
            if takes_back:
                builder = builder.add_revoked_certificate(x509.RevokedCertificateBuilder().serial_number(takes_back).revocation_date(
                    dt.datetime(2025, 6, 1, tzinfo=dt.timezone.utc)).build())
            (HERE / f"{stem}.crl.der").write_bytes(builder.sign(issuer_key, hashes.SHA256()).public_bytes(serialization.Encoding.DER))
        (HERE / "root.key.pem").unlink(missing_ok=True)  # nothing more is to be issued
        (HERE / "trust-list.json").write_text(json.dumps({
            "issuer": {"organisation": KVK, "organisationIdentifier": KVK_ID},
            "authorities": [{"name": "Balie proefautoriteit", "certificate": root.public_bytes(serialization.Encoding.PEM).decode()}],
        }, indent=2) + "\n")


if __name__ == "__main__":
    main()
