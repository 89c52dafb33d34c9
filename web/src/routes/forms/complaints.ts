// What the server says to answers, in words: the same words beside the field, in the summary on top and in the review.
import type { FormComplaint, FormField } from '../../api/types';
import type { Words } from '../../i18n';
import { euros } from '../../parts/euros';

/** The name of the answer a complaint is about. */
export function nameOf(complaint: FormComplaint): string {
  return complaint.pointer.replace(/^\//, '');
}

/** The kind of every field of a form, by the last name in its pointer. */
export function kindsOf(fields: readonly FormField[]): Record<string, FormField['kind']> {
  const kinds: Record<string, FormField['kind']> = {};
  for (const field of fields) {
    kinds[field.name] = field.kind;
    if (field.kind === 'several') Object.assign(kinds, kindsOf(field.fields));
  }
  return kinds;
}

function limitOf(words: Words, complaint: FormComplaint, kind: FormField['kind'] | undefined): string {
  const { limit } = complaint;
  if (limit === undefined || limit === null) return '';
  if (kind === 'euros') return `${euros(limit, words.locale)} €`;
  return new Intl.NumberFormat(words.locale).format(limit);
}

/** A complaint in words, with its limit and the paragraph it rests on. */
export function tellComplaint(words: Words, complaint: FormComplaint, kinds: Readonly<Record<string, FormField['kind']>>): string {
  const last = nameOf(complaint)
    .split('/')
    .toReversed()
    .find((part) => !/^\d+$/.test(part));
  const text = words.named('forms.complaint', complaint.code, 'forms.complaint.invalid').replaceAll('{limit}', limitOf(words, complaint, kinds[last ?? '']));
  return complaint.paragraph ? `${text} (${complaint.paragraph})` : text;
}
