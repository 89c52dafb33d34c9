// Months of the calendar, as `YYYY-MM`, by the clock of the Netherlands: orders, invoices and sums are booked by it.
import { dayThere } from './day';

/** The month it is in the Netherlands at a moment. */
export function monthOf(at: Date): string {
  return dayThere(at).slice(0, 7);
}

/** The months of the calendar up to one, so that months can be counted with. */
function counted(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** The month so many months before. */
export function monthsBefore(month: string, back: number): string {
  const whole = counted(month) - back;
  return `${String(Math.floor(whole / 12)).padStart(4, '0')}-${String((whole % 12) + 1).padStart(2, '0')}`;
}

/** This month and those before it, so many together, the latest first. */
export function monthsBack(now: Date, count: number): string[] {
  const month = monthOf(now);
  return Array.from({ length: count }, (_, back) => monthsBefore(month, back));
}

/** How many months there are from one to another, both among them; none or fewer when they are the wrong way round. */
export function monthsBetween(from: string, to: string): number {
  return counted(to) - counted(from) + 1;
}

/** A month as it is read. */
export function monthName(month: string, locale: string): string {
  // The first of the month is a day of the calendar here and no moment: any clock will do that is used twice.
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));
}
