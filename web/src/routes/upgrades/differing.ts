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
  organisation: ['kvkNumber', 'establishmentNumber'],
} as const;

function plain(field: keyof DataValues, text: string): string {
  if (field === 'email') return text.trim().toLowerCase();
  if (field === 'mobile') return text.replace('(0)', '').replace(/[\s.-]/g, '').replace(/^(\+|00)31/, '0');
  if (field === 'kvkNumber' || field === 'establishmentNumber') return text.replace(/[\s.]/g, '');
  if (field === 'birthDate') return wholeDate(text) ?? text;
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** What differs from the present registration, field by field. Nothing is registered for a first application. */
export function differing(upgrade: UpgradeView, values: DataValues): Differing[] {
  if (!upgrade.fromLevel) return [];
  return (['user', 'organisation'] as const).flatMap((section) =>
    COMPARED[section].flatMap((field) => {
      if (needOf(upgrade, section, field) === undefined) return [];
      const registered = knownOf(upgrade, section, field);
      const entered = values[field];
      // A mobile or a first entry that nobody registered is new, not different; an infix or a branch that is added is different.
      const may = registered !== '' || field === 'infix' || field === 'establishmentNumber';
      const typed = entered.trim() !== '' || field === 'infix' || field === 'establishmentNumber';
      return may && typed && plain(field, entered) !== plain(field, registered) ? [{ section, field, entered, registered }] : [];
    }),
  );
}
