// Days of the calendar, as `YYYY-MM-DD`.

/** The day it is in the Netherlands at a moment. */
export function dayThere(at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam', year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

/** The day it is in the Netherlands now. */
export function today(): string {
  return dayThere(new Date());
}

/** A whole civil date as `YYYY-MM-DD`; undefined when it is no day of the calendar. */
export function wholeDate(text: string): string | undefined {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return undefined;
  return at.toISOString().slice(0, 10);
}
