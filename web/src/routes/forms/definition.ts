// A form as the page reads it: which of it is asked, given what was answered, and what its answers are called.
import type { FormCondition, FormDefinition, FormField, FormTexts } from '../../api/types';
import type { Language } from '../../i18n';

export type Answers = Readonly<Record<string, unknown>>;

/** The text of a form in the language of the page. */
export function say(texts: FormTexts, language: Language): string {
  return texts[language];
}

/** Whether nothing was answered, as the server sees it. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

/** A day as `YYYY-MM-DD` that is one. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

/** The day somebody is so old; born on 29 February, it is 1 March in other years (section 188 BGB). */
function birthday(born: string, years: number): string {
  const [year = 0, month = 1, day = 1] = born.split('-').map(Number);
  return new Date(Date.UTC(year + years, month - 1, day)).toISOString().slice(0, 10);
}

/** Whether a condition holds: the same as on the server (form/condition.rs), held equal by a table of cases both are tried on. */
export function holds(condition: FormCondition, answers: Answers): boolean {
  if ('is' in condition) return answers[condition.is.field] === condition.is.value;
  if ('answered' in condition) return !isEmpty(answers[condition.answered.field]);
  if ('youngerThan' in condition) {
    const { born, on, years } = condition.youngerThan;
    const [from, until] = [answers[born], answers[on]];
    return isDay(from) && isDay(until) && until < birthday(from, years);
  }
  if ('not' in condition) return !holds(condition.not, answers);
  if ('all' in condition) return condition.all.every((one) => holds(one, answers));
  return condition.any.some((one) => holds(one, answers));
}

export type Part = FormDefinition['sections'][number];

/** The parts of a form that are asked. */
export function partsOf(form: FormDefinition, answers: Answers): Part[] {
  return form.sections.filter((part) => !part.when || holds(part.when, answers));
}

/** The fields of a part, or of one of its groups, that are asked. Within a group its own answers come before those of the whole form. */
export function fieldsOf(fields: readonly FormField[], own: Answers, all: Answers): FormField[] {
  const scope = own === all ? all : { ...all, ...own };
  return fields.filter((field) => !field.when || holds(field.when, scope));
}

/** Whether an answer is needed. */
export function isNeeded(field: FormField, own: Answers, all: Answers): boolean {
  if (field.need === 'required') return true;
  if (field.need === 'optional') return false;
  return holds(field.need.when, own === all ? all : { ...all, ...own });
}

/** The several answers of a group. */
export function itemsOf(value: unknown): Answers[] {
  return Array.isArray(value) ? value.map((item) => (typeof item === 'object' && item !== null ? (item as Answers) : {})) : [];
}

/** What every field that is asked is called, by its name, in the order of the form. */
export function labelsOf(parts: readonly Part[], answers: Answers, language: Language): Record<string, string> {
  const labels: Record<string, string> = {};
  const walk = (fields: readonly FormField[], own: Answers, at: string, before: string) => {
    for (const field of fieldsOf(fields, own, answers)) {
      const name = at ? `${at}/${field.name}` : field.name;
      const label = before ? `${before}: ${say(field.label, language)}` : say(field.label, language);
      labels[name] = label;
      if (field.kind === 'several') {
        itemsOf(own[field.name]).forEach((item, nth) => {
          labels[`${name}/${nth}`] = `${label} ${nth + 1}`;
          walk(field.fields, item, `${name}/${nth}`, `${say(field.label, language)} ${nth + 1}`);
        });
      }
    }
  };
  for (const part of parts) walk(part.fields, answers, '', '');
  return labels;
}

/** The part in which a field is asked, by the name of the field. */
export function partOf(parts: readonly Part[], name: string): Part | undefined {
  const first = name.split('/')[0];
  return parts.find((part) => part.fields.some((field) => field.name === first));
}
