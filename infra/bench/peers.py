"""The same overview as `lines` writes, by what others would take: peers.py <csv|polars|openpyxl|none> <count> <file>. Says what it took."""

import csv
import json
import resource
import sys
from datetime import datetime, timedelta

PRODUCTS = [
    "extract", "certified-extract", "company-profile", "history", "group-direct", "group-whole", "annual-accounts",
    "filing-list", "filed-document", "certified-filed-document",
]
HEADINGS = [
    "Maand", "Datum en tijd", "Bestelnummer", "Toegangscode", "Kenmerk", "Gebruiker", "Productcode", "Product", "KvK-nummer",
    "Over", "Eigen referentie", "Aantal", "Prijs", "Btw", "Totaal", "Betaalwijze", "Factuurnummer", "Nagekomen",
]
BEGIN = datetime(2024, 1, 1, 13, 0, 0)


def rows(count):
    for n in range(count):
        at = BEGIN + timedelta(minutes=n)
        code, product, price = n % 100, PRODUCTS[n % 10], 235 + n % 10 * 35
        yield (at.strftime("%Y-%m"), at, f"ord_{n:026}", f"A{code}\u2022\u2022", f"Kostenplaats {code}", f"Medewerker {code}", product,
               product, f"{10_000_000 + n % 80_000_000:08}", f"Bedrijf {n % 50_000} B.V.", f"dossier {n % 10_000}", 1, price, 0, price,
               "Op factuur", "69599084-0001", "nagekomen" if n % 1000 == 999 else "")


def counted(count, totals):
    for row in rows(count):
        for key in (row[0], row[3], row[6]):
            totals[key] = totals.get(key, 0) + row[14]
        totals[""] = totals.get("", 0) + row[14]
        yield row


def euros(cents):
    return f"{cents // 100},{cents % 100:02}"


def safe(text):
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") else text


def by_csv(count, out, totals):
    with open(out, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(HEADINGS)
        for row in counted(count, totals):
            writer.writerow([row[0], row[1].isoformat(" "), *(safe(text) for text in row[2:11]), row[11], *(euros(cents) for cents in row[12:15]), *row[15:]])
        for key, cents in totals.items():
            writer.writerow([key, euros(cents)])


def by_openpyxl(count, out, totals):
    from openpyxl import Workbook
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Bestedingen")
    sheet.freeze_panes = "A2"
    sheet.append(HEADINGS)
    for row in counted(count, totals):
        sheet.append([*row[:12], row[12] / 100, row[13] / 100, row[14] / 100, *row[15:]])
    sums = book.create_sheet("Totalen")
    for key, cents in totals.items():
        sums.append([key, cents / 100])
    book.save(out)


def by_polars(count, out, totals):
    import polars as pl
    n = pl.col("n")
    text = lambda words, number: pl.concat_str([pl.lit(words), number.cast(pl.String)])
    price = 235 + n % 10 * 35
    product = (n % 10).replace_strict(list(range(10)), PRODUCTS, return_dtype=pl.String)
    at = pl.lit(BEGIN) + pl.duration(minutes=n)
    frame = pl.DataFrame({"n": pl.int_range(count, eager=True)}).select(
        at.dt.strftime("%Y-%m").alias("Maand"), at.alias("Datum en tijd"),
        pl.concat_str([pl.lit("ord_"), n.cast(pl.String).str.zfill(26)]).alias("Bestelnummer"), text("A", n % 100).alias("Toegangscode"),
        text("Kostenplaats ", n % 100).alias("Kenmerk"), text("Medewerker ", n % 100).alias("Gebruiker"), product.alias("Productcode"),
        product.alias("Product"), (10_000_000 + n % 80_000_000).cast(pl.String).alias("KvK-nummer"),
        pl.concat_str([pl.lit("Bedrijf "), (n % 50_000).cast(pl.String), pl.lit(" B.V.")]).alias("Over"),
        text("dossier ", n % 10_000).alias("Eigen referentie"), pl.lit(1).alias("Aantal"), (price / 100).alias("Prijs"),
        pl.lit(0.0).alias("Btw"), (price / 100).alias("Totaal"), pl.lit("Op factuur").alias("Betaalwijze"),
        pl.lit("69599084-0001").alias("Factuurnummer"),
        pl.when(n % 1000 == 999).then(pl.lit("nagekomen")).otherwise(pl.lit("")).alias("Nagekomen"), price.alias("cents"))
    for name in ("Maand", "Toegangscode", "Productcode"):
        for key, cents in frame.group_by(name).agg(pl.col("cents").sum()).iter_rows():
            totals[key] = cents
    totals[""] = frame["cents"].sum()
    frame.drop("cents").write_csv(out, include_bom=True, separator=";", decimal_comma=True, float_precision=2,
                                  datetime_format="%Y-%m-%d %H:%M:%S", line_terminator="\r\n")


def by_none(count, out, totals):
    for _ in counted(count, totals):
        pass


if __name__ == "__main__":
    import os
    how, count, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    sums = {}
    {"csv": by_csv, "openpyxl": by_openpyxl, "polars": by_polars, "none": by_none}[how](count, out, sums)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / 1024,
                      "bytes": os.path.getsize(out) if os.path.exists(out) else 0, "cents": sums[""]}))
