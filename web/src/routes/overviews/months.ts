/** How many months back an overview can be asked of: the seven years books are kept are asked two at a time. */
const BACK = 84;

/** The months that can be chosen, the latest first, written 2026-11; by the clock of the Netherlands. */
export function months(now: Date): string[] {
  const [year = 0, month = 0] = new Intl.DateTimeFormat('sv-SE', { year: 'numeric', month: '2-digit', timeZone: 'Europe/Amsterdam' })
    .format(now)
    .split('-')
    .map(Number);
  return Array.from({ length: BACK }, (_, back) => {
    const whole = year * 12 + (month - 1) - back;
    return `${Math.floor(whole / 12)}-${String((whole % 12) + 1).padStart(2, '0')}`;
  });
}

/** The months of the calendar up to this one. */
function counted(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
}

/** How many months there are from one to another, both among them. */
export function monthsBetween(from: string, to: string): number {
  return counted(to) - counted(from) + 1;
}

/** The size of a file as a person reads it. */
export function size(bytes: number, locale: string): string {
  const [value, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}
