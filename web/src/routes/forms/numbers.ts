// Numbers and amounts as people type them here: "1.250", "12,50", "12.50". What cannot be read is kept as it was typed, and complained about.

/** A whole number, or what was typed. A point or a space parts thousands and nothing else: 3.5 is no 35. */
export function readNumber(typed: string): number | string {
  const plain = typed.trim();
  return /^-?(?:\d{1,12}|\d{1,3}(?:[.\s\u00a0]\d{3}){1,3})$/.test(plain) ? Number(plain.replaceAll(/[.\s\u00a0]/g, '')) : typed;
}

/** As on the continent: 1.234,50. */
const CONTINENTAL = /^(-?)(\d{1,3}(?:\.\d{3})+|\d{1,12})(?:[.,](\d{1,2}))?$/;
/** As in English: 1,234.50. Without cents it could be either, and is asked again. */
const ENGLISH = /^(-?)(\d{1,3}(?:,\d{3})+)\.(\d{1,2})$/;

/** An amount in cents, or what was typed. The last point or comma with one or two digits behind it parts euros from cents. */
export function readEuros(typed: string): number | string {
  const plain = typed.replaceAll(/[\s\u00a0€]/g, '');
  const match = CONTINENTAL.exec(plain) ?? ENGLISH.exec(plain);
  if (!match) return typed;
  const [, sign, whole = '', cents = ''] = match;
  const amount = Number(whole.replaceAll(/\D/g, '')) * 100 + Number(cents.padEnd(2, '0'));
  return sign ? -amount : amount;
}

/** An amount as it is typed. */
export function euros(cents: number, locale: string): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(cents / 100);
}
