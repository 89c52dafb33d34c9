// A KvK extract as a PDF. Sealed by the test authority that `balie serve` believes, made by `balie` itself; or a small one without a seal, in the
// layout that balie reads: one page, plain text, the moment of making at the foot.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const BALIE = process.env.BALIE_BINARY ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug', 'balie');

const DAY = 24 * 60 * 60 * 1000;

/** An extract made some days ago. */
export function extract({ kvkNumber, daysOld = 2, name = 'Test BV Donald', director, javascript = false, sealed = !javascript }) {
  const made = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' }).format(new Date(Date.now() - daysOld * DAY));
  if (sealed) return { name: 'uittreksel.pdf', mimeType: 'application/pdf', buffer: sealedPdf({ kvkNumber, made, name, director }) };
  const [year, month, day] = made.split('-');
  const lines = [
    'Uittreksel Handelsregister Kamer van Koophandel',
    `KvK-nummer ${kvkNumber}`,
    'Pagina 1 (van 1)',
    'Rechtspersoon',
    'RSIN 857587973',
    'Rechtsvorm Besloten Vennootschap',
    `Statutaire naam ${name}`,
    'Bestuurders',
    'Naam Duck, Petra',
    'Bevoegdheid Alleen/zelfstandig bevoegd',
    `Dit uittreksel is vervaardigd op ${day}-${month}-${year} om 10.15 uur.`,
  ];
  const text = lines.map((line, index) => `BT /F1 11 Tf 60 ${780 - index * 22} Td (${line.replace(/[()\\]/g, '\\$&')}) Tj ET`).join('\n');
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R${javascript ? ' /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>' : ''} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let pdf = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const place = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = pdf.length;
  pdf += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const place of places) pdf += `${String(place).padStart(10, '0')} 00000 n \n`;
  pdf += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return { name: 'uittreksel.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf, 'latin1') };
}

function sealedPdf({ kvkNumber, made, name, director }) {
  const folder = mkdtempSync(join(tmpdir(), 'balie-extract-'));
  try {
    const file = join(folder, 'uittreksel.pdf');
    const people = director ? ['--director', director] : [];
    execFileSync(BALIE, ['sample-extract', '--kvk', kvkNumber, '--made-on', made, '--name', name, ...people, file]);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
