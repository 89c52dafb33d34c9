import type { UpgradeView } from '../../api/types';
import { wholeDate } from '../../parts/day';
import { knownOf, needOf, type DataValues } from './data';

/** A field whose entry differs from what is registered. */
export interface Differing {
  section: 'user' | 'organisation';
  field: keyof DataValues;
  entered: string;
  registered: string;
}

const COMPARED = {
  user: ['initials', 'firstNames', 'infix', 'surname', 'birthDate', 'email', 'mobile'],
  // The branch may be another one than before, or none: that is told apart (`BranchChange`).
  organisation: ['kvkNumber'],
} as const;

function plain(field: keyof DataValues, text: string): string {
  if (field === 'email') return text.trim().toLowerCase();
  if (field === 'mobile') return text.replace('(0)', '').replace(/[\s.-]/g, '').replace(/^(\+|00)31/, '0');
  if (field === 'kvkNumber') return text.replace(/[\s.]/g, '');
  if (field === 'birthDate') return wholeDate(text) ?? text;
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** A mobile as it is shown beside another: both are written alike, however one was typed. */
export function mobileAlike(text: string): string {
  const bare = plain('mobile', text);
  return /^06\d{8}$/.test(bare) ? `06 ${bare.slice(2)}` : bare.replace(/^00/, '+');
}

/** What differs from the present registration, field by field. Nothing is registered for a first application. */
export function differing(upgrade: UpgradeView, values: DataValues): Differing[] {
  if (!upgrade.fromLevel) return [];
  return (['user', 'organisation'] as const).flatMap((section) =>
    COMPARED[section].flatMap((field) => {
      if (needOf(upgrade, section, field) === undefined) return [];
      const registered = knownOf(upgrade, section, field);
      const entered = values[field];
      // A mobile or a first entry that nobody registered is new, not different; an infix that is added is different.
      const may = registered !== '' || field === 'infix';
      const typed = entered.trim() !== '' || field === 'infix';
      return may && typed && plain(field, entered) !== plain(field, registered) ? [{ section, field, entered, registered }] : [];
    }),
  );
}
