import { useWords } from '../../i18n';

/** From when to when, on the clock of the Netherlands; the day is said once when it is one day. */
export function useFromUntil() {
  const { date, time, locale } = useWords();
  return ({ from, until }: { from: string; until: string }) => {
    if (date(from) !== date(until)) return { from: time(from), until: time(until) };
    const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'Europe/Amsterdam' });
    return { from: time(from), until: clock.format(new Date(until)) };
  };
}
