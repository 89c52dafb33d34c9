import { Heading } from '@nl-design-system-candidate/heading-react';
import type { ProductSheet, SheetValue } from '../../api/types';
import { useWords } from '../../i18n';
import { DataList } from '../../parts/data-list';
import { cents } from '../../parts/euros';

function Said({ value }: { value: SheetValue }) {
  const { named, date, locale } = useWords();
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'day':
      return date(value.day);
    case 'amount':
      return cents(value.cents, locale);
    case 'term':
      return named('sheet', value.term, 'sheet.unsaid');
  }
}

/** What the register delivered as data, on the page. */
export function DeliveredSheet({ sheet }: { sheet: ProductSheet }) {
  const { t, named, time } = useWords();
  return (
    <section className="card sheet stack" aria-labelledby="delivered">
      <Heading level={2} id="delivered">
        {t('order.delivered')}
      </Heading>
      <p className="utrecht-paragraph quiet">{t('order.as-of', { moment: time(sheet.asOf) })}</p>
      {sheet.sections.map((section) => (
        <div className="stack" key={section.heading}>
          <Heading level={3}>{named('sheet', section.heading, 'sheet.document')}</Heading>
          {section.entries.map((entry, at) => (
            <DataList
              key={at}
              rows={entry.rows.map((row, line) => [named('sheet', row.label, 'sheet.document') + (entry.rows.findIndex((other) => other.label === row.label) === line ? '' : ` ${line}`), <Said key={line} value={row.value} />] as const)}
            />
          ))}
        </div>
      ))}
    </section>
  );
}
