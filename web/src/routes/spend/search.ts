// What of the spend is looked at, as it stands in the address of the page: so that it can be kept, sent on, and gone back to.

export interface SpendSearch {
  from?: string;
  to?: string;
  code?: string;
  label?: string;
  product?: string;
  reference?: string;
  invoice?: string;
}

const NAMES = ['from', 'to', 'code', 'label', 'product', 'reference', 'invoice'] as const;

/** How far back months can be chosen. */
const MONTHS_BACK = 36;
/** How many months are looked at together at most. */
export const MOST_MONTHS = 24;

/** The search an address holds; what is empty is not looked for. */
export function searchOf(params: URLSearchParams): SpendSearch {
  const search: SpendSearch = {};
  for (const name of NAMES) {
    const value = params.get(name)?.trim();
    if (value) search[name] = value;
  }
  return search;
}

/** The address of a search, without the question mark. */
export function addressOf(search: SpendSearch): string {
  const params = new URLSearchParams();
  for (const name of NAMES) {
    const value = search[name]?.trim();
    if (value) params.set(name, value);
  }
  return params.toString();
}

/** Whether a search narrows more than the months. */
export function isNarrowed({ code, label, product, reference, invoice }: SpendSearch): boolean {
  return Boolean(code || label || product || reference || invoice);
}

/** The month of a day in the Netherlands, `2026-11`. */
export function monthOf(at: Date): string {
  const parts = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', timeZone: 'Europe/Amsterdam' }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}`;
}

/** The month so many months before. */
export function monthsBefore(month: string, back: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const counted = year * 12 + number - 1 - back;
  return `${String(Math.floor(counted / 12)).padStart(4, '0')}-${String((counted % 12) + 1).padStart(2, '0')}`;
}

/** The months that can be chosen, the latest first. */
export function choosable(now: Date): string[] {
  const month = monthOf(now);
  return Array.from({ length: MONTHS_BACK }, (_, back) => monthsBefore(month, back));
}

/** A month as it is read. */
export function monthName(month: string, locale: string, style: 'long' | 'short' = 'long'): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const day = new Date(Date.UTC(year, number - 1, 1));
  return new Intl.DateTimeFormat(locale, { month: style, year: 'numeric', timeZone: 'UTC' }).format(day);
}

/** Cents of an amount as it is typed, with comma or point: `1.250,50`, `1250.5`, `50`. Nothing when it is none. */
export function centsOf(typed: string): number | undefined {
  const text = typed.replace(/[\s€]/g, '');
  const found = /^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(text);
  if (!found?.[1]) return undefined;
  const whole = Number(found[1].replace(/[.,]/g, ''));
  return whole * 100 + Number((found[2] ?? '').padEnd(2, '0'));
}
