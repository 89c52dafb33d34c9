// Amounts of money: whole cents in the program, euros where somebody types or reads them.

/** Thousands parted by points, commas or spaces, all of one kind; no amount begins with a nought and thousands behind it. */
const AMOUNT = /^(-?)(0|[1-9]\d{0,11}|0\d{1,11}|[1-9]\d{0,2}(?:([. ,])\d{3})(?:\3\d{3}){0,2})(?:([.,])(\d{1,2}))?$/;

/**
 * Cents of an amount as people type it: `1.250`, `1250,50`, `1,250.50`, `€ 5`. A mark with three digits behind it parts thousands, one with a
 * digit or two at the end parts the cents. Nothing when it is none, or could be read in two ways.
 */
export function readCents(typed: string): number | undefined {
  const bare = typed
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ')
    .replace(/^ ?€ ?| ?€ ?$/, '')
    .trim();
  const found = AMOUNT.exec(bare);
  if (!found) return undefined;
  const [, sign, whole = '', thousands, mark, rest = ''] = found;
  if (mark && mark === thousands) return undefined;
  const amount = Number(whole.replaceAll(/\D/g, '')) * 100 + Number(rest.padEnd(2, '0'));
  return sign && amount > 0 ? -amount : amount;
}

/** Cents of an amount above zero as people type it; nothing when it is none. */
export function readSum(typed: string): number | undefined {
  const amount = readCents(typed);
  return amount !== undefined && amount > 0 ? amount : undefined;
}

/** A whole percentage from 1 to 100 as people type it; nothing when it is none: what is not whole is not rounded unasked. */
export function readPercent(typed: string): number | undefined {
  const found = /^(\d{1,3})\s*%?$/.exec(typed.trim());
  const percent = Number(found?.[1]);
  return percent >= 1 && percent <= 100 ? percent : undefined;
}

/** An amount in cents as it is read. */
export function cents(amount: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(amount / 100);
}

/** An amount in cents as it is typed into a field. */
export function euros(amount: number, locale: string): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(amount / 100);
}
