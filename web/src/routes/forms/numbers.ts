// Numbers and amounts as people type them here: "1.250", "12,50", "12.50". What cannot be read is kept as it was typed, and complained about.

/** A whole number, or what was typed. */
export function readNumber(typed: string): number | string {
  const plain = typed.replaceAll(/[\s.\u00a0]/g, '');
  return /^-?\d{1,12}$/.test(plain) ? Number(plain) : typed;
}

/** An amount in cents, or what was typed. The last point or comma with one or two digits behind it parts euros from cents. */
export function readEuros(typed: string): number | string {
  const plain = typed.replaceAll(/[\s\u00a0€]/g, '');
  const match = /^(-?)(\d{1,3}(?:[.,']?\d{3})*|\d+)(?:[.,](\d{1,2}))?$/.exec(plain);
  if (!match) return typed;
  const [, sign, whole = '', cents = ''] = match;
  const amount = Number(whole.replaceAll(/\D/g, '')) * 100 + Number(cents.padEnd(2, '0') || 0);
  return Number.isSafeInteger(amount) ? (sign ? -amount : amount) : typed;
}

/** An amount as it is typed. */
export function euros(cents: number, locale: string): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(cents / 100);
}
