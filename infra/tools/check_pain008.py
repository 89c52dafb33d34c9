"""Holds files for the bank to the official schema of ISO 20022, pain.008.001.08, and to what a schema cannot say: that the counts and the sums
add up, and that no name is given twice. Prints what is wrong; the exit code is 1 then.

The schema comes with the package sepaxml, the validator is xmlschema: neither knows anything of Balie."""

import sys
from decimal import Decimal
from pathlib import Path

import sepaxml
import xmlschema

NAMESPACE = "{urn:iso:std:iso:20022:tech:xsd:pain.008.001.08}"


def wrong(schema: xmlschema.XMLSchema, path: str) -> list[str]:
    """What is wrong with a file."""
    errors = [f"{error.path}: {error.reason}" for error in schema.iter_errors(path)]
    if errors:
        return errors
    root = xmlschema.XMLResource(path).root
    header = root.find(f".//{NAMESPACE}GrpHdr")
    errors += sums(root, header, "the message")
    for block in root.iter(f"{NAMESPACE}PmtInf"):
        errors += sums(block, block, block.findtext(f"{NAMESPACE}PmtInfId"))
    for name in ("EndToEndId", "PmtInfId"):
        given = [element.text for element in root.iter(NAMESPACE + name)]
        if len(given) != len(set(given)):
            errors.append(f"{name} is given twice")
    return errors


def sums(within, header, what: str) -> list[str]:
    """Whether what a header says is what stands below it."""
    amounts = [Decimal(amount.text) for amount in within.iter(f"{NAMESPACE}InstdAmt")]
    said = (int(header.findtext(f"{NAMESPACE}NbOfTxs")), Decimal(header.findtext(f"{NAMESPACE}CtrlSum")))
    found = (len(amounts), sum(amounts))
    return [] if said == found else [f"{what} says {said} and holds {found}"]


def main() -> int:
    schema = xmlschema.XMLSchema(Path(sepaxml.__file__).parent / "schemas" / "pain.008.001.08.xsd")
    found = 0
    for path in sys.argv[1:]:
        for error in wrong(schema, path):
            found += 1
            print(f"{path}: {error}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
