// One question of a form, by its kind. Names of fields are those of the answers, so that what the server complains about finds its place.
import { useId, useState, type ReactNode } from 'react';
import type { FormField, FormSuggestion } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DateField } from '../../parts/date-field';
import { useErrorWords } from '../../parts/error-words';
import { euros } from '../../parts/euros';
import { RadioGroup, SelectField, TextArea, TextField } from '../../parts/fields';
import { fieldId, type Errors } from '../../parts/form';
import { fieldsOf, isNeeded, itemsOf, say, type Answers } from './definition';
import { FilesField } from './files-field';
import { readEuros, readNumber } from './numbers';
import { SearchField } from './search-field';

export interface Asking {
  /** The answers of the whole form. */
  all: Answers;
  errors: Errors;
  /** What can be right and wants a look, in words, by the name of the field. */
  warnings: Readonly<Record<string, string>>;
  suggestions: readonly FormSuggestion[];
  /** The filled form that files are handed in to; none in a preview. */
  submissionId?: string;
}

interface QuestionProps {
  field: FormField;
  /** Its name within the whole form. */
  name: string;
  own: Answers;
  asking: Asking;
  onAnswer: (name: string, value: unknown) => void;
}

/** The questions of a part, or of one of several. */
export function Questions({ fields, own, at, asking, onAnswer }: { fields: readonly FormField[]; own: Answers; at: string; asking: Asking; onAnswer: QuestionProps['onAnswer'] }) {
  return fieldsOf(fields, own, asking.all).map((field) => (
    <Question key={field.name} field={field} name={at ? `${at}/${field.name}` : field.name} own={own} asking={asking} onAnswer={onAnswer} />
  ));
}

function Question(props: QuestionProps) {
  const { field, name, own, asking, onAnswer } = props;
  return (
    <>
      {field.kind === 'several' ? <Several {...props} field={field} /> : <Single {...props} />}
      <Suggested suggestion={asking.suggestions.find((one) => one.pointer === `/${name}`)} field={field} given={own[field.name]} onTake={(value) => onAnswer(name, value)} />
    </>
  );
}

function Single({ field, name, own, asking, onAnswer }: QuestionProps) {
  const words = useWords();
  const { t, language } = words;
  const value = own[field.name];
  const text = typeof value === 'string' ? value : '';
  const optional = !isNeeded(field, own, asking.all);
  const label = say(field.label, language);
  const marked = optional ? `${label} ${t('optional')}` : label;
  const hint = hintOf(field.help ? say(field.help, language) : undefined, asking.warnings[name]);
  const same = { name, hint, errors: asking.errors };
  const set = (next: unknown) => onAnswer(name, next);
  switch (field.kind) {
    case 'text':
      return field.long ? (
        <TextArea {...same} label={label} optional={optional} value={text} onChange={set} />
      ) : (
        <TextField {...same} label={label} optional={optional} value={text} onChange={set} autoComplete={field.autocomplete ?? undefined} spellCheck={false} type={field.autocomplete === 'tel' ? 'tel' : 'text'} />
      );
    case 'email':
      return <TextField {...same} label={label} optional={optional} value={text} onChange={set} type="email" autoComplete={field.autocomplete ?? undefined} />;
    case 'date':
      return <DateField {...same} label={marked} value={text} onChange={(typed) => set(wholeDay(typed))} autoComplete={field.autocomplete === 'bday' ? 'bday' : undefined} />;
    case 'number':
      return <Typed {...same} label={label} optional={optional} value={value} read={readNumber} write={String} onChange={set} />;
    case 'euros':
      return <Typed {...same} label={t('forms.in-euros', { label })} optional={optional} value={value} read={readEuros} write={(cents) => euros(cents, words.locale)} onChange={set} />;
    case 'yes-no':
      return (
        <RadioGroup
          {...same}
          label={marked}
          value={value === true ? 'yes' : value === false ? 'no' : ''}
          onChange={(next) => set(next === 'yes')}
          options={[
            { value: 'yes', label: t('yes') },
            { value: 'no', label: t('no') },
          ]}
        />
      );
    case 'choice': {
      const options = field.choices.map((choice) => ({ value: choice.value, label: say(choice.label, language) }));
      return options.length <= 6 ? (
        <RadioGroup {...same} label={marked} value={text} onChange={set} options={options} />
      ) : (
        <SelectField {...same} label={marked} value={text} onChange={set} options={options} empty={t('choose')} />
      );
    }
    case 'search':
      return <SearchField {...same} label={label} optional={optional} list={field.list} value={text} onChange={set} />;
    case 'files':
      return <FilesField {...same} label={marked} most={field.most} value={value} submissionId={asking.submissionId} onChange={set} />;
    case 'several':
      return null;
  }
}

/** Day and month with two digits, once the year is whole: people type 1.9.2026. */
function wholeDay(typed: string): string {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (!match) return typed;
  const [, year = '', month = '', day = ''] = match;
  // A single digit may be the first of two.
  return month.length === 2 && day.length === 2 ? typed : `${year}-${month}-${day}`;
}

function hintOf(help: string | undefined, warning: string | undefined): ReactNode {
  if (!warning) return help;
  return (
    <>
      {help}
      <span className="complaint--warning">{warning}</span>
    </>
  );
}

interface TypedProps {
  name: string;
  label: string;
  hint: ReactNode;
  errors: Errors;
  optional: boolean;
  value: unknown;
  read: (typed: string) => number | string;
  write: (value: number) => string;
  onChange: (value: unknown) => void;
}

/** A number as it is typed; what cannot be read is kept as text, so that nothing typed is lost. */
function Typed({ value, read, write, onChange, ...rest }: TypedProps) {
  const told = typeof value === 'number' ? write(value) : typeof value === 'string' ? value : '';
  const [typed, setTyped] = useState(told);
  // Another device, or a suggestion, may have given another answer.
  const shown = read(typed) === value || (typed === '' && value === undefined) ? typed : told;
  return (
    <TextField
      {...rest}
      inputMode="text"
      size="short"
      value={shown}
      onChange={(next) => {
        setTyped(next);
        onChange(next.trim() === '' ? undefined : read(next));
      }}
      onBlur={() => setTyped(told)}
    />
  );
}

function Several({ field, name, own, asking, onAnswer }: QuestionProps & { field: FormField & { kind: 'several' } }) {
  const { t, language } = useWords();
  const title = useId();
  const items = itemsOf(own[field.name]);
  const label = say(field.label, language);
  const shown = items.length > 0 ? items : [];
  const id = fieldId(name);
  const error = asking.errors[name];
  const put = (next: readonly Answers[]) => onAnswer(name, next);
  return (
    <div className={`several ${error ? 'utrecht-form-fieldset--invalid' : ''}`} role="group" aria-labelledby={title} aria-describedby={error ? `${id}-error` : undefined} id={id} tabIndex={-1}>
      <p className="several__title" id={title}>
        {label}
      </p>
      {field.help && <p className="utrecht-form-field-description">{say(field.help, language)}</p>}
      {asking.warnings[name] && <p className="utrecht-form-field-description complaint--warning">{asking.warnings[name]}</p>}
      {error && <Complained name={name} id={`${id}-error`} asking={asking} />}
      {shown.map((item, nth) => (
        // What is asked several times has no name but its place.
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset className="several__one" key={nth}>
          <legend>{t('forms.one-of-several', { label, number: nth + 1 })}</legend>
          <Questions fields={field.fields} own={item} at={`${name}/${nth}`} asking={asking} onAnswer={onAnswer} />
          <Button
            purpose="subtle"
            name={t('forms.remove-one', { label, number: nth + 1 })}
            onClick={() => {
              put(items.filter((_, at) => at !== nth));
              document.getElementById(id)?.focus();
            }}
          >
            {t('forms.remove')}
          </Button>
        </fieldset>
      ))}
      {items.length < field.most && (
        <Button purpose="secondary" name={t('forms.add-one', { label })} onClick={() => put([...items, {}])}>
          {t('forms.add')}
        </Button>
      )}
    </div>
  );
}

function Complained({ name, id, asking }: { name: string; id: string; asking: Asking }) {
  const told = useErrorWords();
  return (
    <div className="utrecht-form-field-error-message" id={id}>
      {told(name, asking.errors[name] ?? '')}
    </div>
  );
}

/** What the rules of the form would write down themselves; taken with a press, never by itself. */
function Suggested({ suggestion, field, given, onTake }: { suggestion: FormSuggestion | undefined; field: FormField; given: unknown; onTake: (value: unknown) => void }) {
  const words = useWords();
  const { t, locale } = words;
  if (!suggestion || JSON.stringify(suggestion.value) === JSON.stringify(given)) return null;
  const { value, paragraph } = suggestion;
  const shown =
    field.kind === 'euros' && typeof value === 'number'
      ? `${euros(value, locale)} €`
      : field.kind === 'date' && typeof value === 'string'
        ? words.date(value)
        : typeof value === 'string' || typeof value === 'number'
          ? String(value)
          : field.kind === 'several' && Array.isArray(value)
            ? t('forms.suggested-several', { count: value.length })
            : '';
  return (
    <p className="suggested">
      {shown ? t('forms.suggested', { value: shown, paragraph }) : t('forms.suggested-plain', { paragraph })}{' '}
      <Button purpose="subtle" name={t('forms.take-named', { label: say(field.label, words.language), value: shown })} onClick={() => onTake(value)}>
        {t('forms.take')}
      </Button>
    </p>
  );
}
