// When somebody answers the phone, in words that fit the day.
import { dayThere } from '../../parts/day';

export type OpensWhen = 'open' | 'today' | 'tomorrow' | 'later';

/** Whether the desk is open, or opens today, tomorrow or on a later day. `now` is the server's: it is its hours that count. */
export function opensWhen(open: boolean, now: string, changesAt: string): OpensWhen {
  if (open) return 'open';
  const [here, there] = [dayThere(new Date(now)), dayThere(new Date(changesAt))];
  if (here === there) return 'today';
  const tomorrow = new Date(`${here}T12:00:00Z`);
  tomorrow.setUTCDate(tomorrow.getUTCDate() + 1);
  return tomorrow.toISOString().slice(0, 10) === there ? 'tomorrow' : 'later';
}
