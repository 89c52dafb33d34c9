// An answer as it is read back.
import { useEffect, useState } from 'react';
import { answer, api } from '../../api/client';
import type { FormField } from '../../api/types';
import { useWords } from '../../i18n';
import { DataList } from '../../parts/data-list';
import { euros } from '../../parts/euros';
import { fieldsOf, isDay, isEmpty, itemsOf, say, type Answers } from './definition';

export function Said({ field, value }: { field: FormField; value: unknown }) {
  const words = useWords();
  const { t, n, language, locale } = words;
  if (isEmpty(value)) return <span className="quiet">{t('forms.not-answered')}</span>;
  switch (field.kind) {
    case 'date':
      return isDay(value) ? words.date(value) : String(value);
    case 'yes-no':
      return value === true ? t('yes') : value === false ? t('no') : String(value);
    case 'euros':
      return typeof value === 'number' ? `${euros(value, locale)} €` : String(value);
    case 'number':
      return typeof value === 'number' ? new Intl.NumberFormat(locale, { useGrouping: false }).format(value) : String(value);
    case 'choice': {
      const chosen = field.choices.find((choice) => choice.value === value);
      return chosen ? say(chosen.label, language) : String(value);
    }
    case 'search':
      return <Listed list={field.list} value={String(value)} />;
    case 'files':
      return n('forms.files', Array.isArray(value) ? value.length : 0);
    case 'several':
      return (
        <ol className="said-several">
          {itemsOf(value).map((item, nth) => (
            // What is asked several times has no name but its place.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={nth}>
              <SaidOnes fields={field.fields} own={item} all={item} />
            </li>
          ))}
        </ol>
      );
    case 'text':
    case 'email':
      return <span className="as-typed">{String(value)}</span>;
  }
}

/** Questions with what was answered. */
export function SaidOnes({ fields, own, all }: { fields: readonly FormField[]; own: Answers; all: Answers }) {
  const { language } = useWords();
  return (
    <DataList rows={fieldsOf(fields, own, all).map((field) => [say(field.label, language), <Said key={field.name} field={field} value={own[field.name]} />])} />
  );
}

function Listed({ list, value }: { list: string; value: string }) {
  const [label, setLabel] = useState(value);
  useEffect(() => {
    let gone = false;
    answer(api.GET('/v1/forms/lists/{list}', { params: { path: { list }, query: { value } } }))
      .then((found) => {
        if (!gone) setLabel(found.items[0]?.label ?? value);
      })
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [list, value]);
  return label;
}
