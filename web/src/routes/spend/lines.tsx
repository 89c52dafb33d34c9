import { Heading } from '@nl-design-system-candidate/heading-react';
import { answer, api } from '../../api/client';
import type { SpendLine } from '../../api/types';
import { useWords } from '../../i18n';
import { cents } from '../../parts/euros';
import { TextLink } from '../../parts/link';
import { monthName } from '../../parts/month';
import { More, PagesState, usePages } from '../../parts/pages';
import { StatusTag } from '../../parts/status';
import { Table } from '../../parts/table';
import type { SpendSearch } from './search';

/** Every line behind the sums, the latest first. */
export function Lines({ search, count }: { search: SpendSearch; count: number }) {
  const { t, n } = useWords();
  const row = useRow();
  const ask = (cursor?: string) => answer(api.GET('/v1/spend/lines', { params: { query: { ...search, cursor } } }));
  const pages = usePages(`spend lines ${JSON.stringify(search)}`, ask);
  const { items } = pages;
  return (
    <section className="stack stack--close">
      <Heading level={2}>{t('spend.every-line')}</Heading>
      <PagesState pages={pages} />
      {items.length > 0 && (
        <>
          <p role="status" className="quiet">
            {n('spend.shown', count, { shown: items.length })}
          </p>
          <Table
            caption={t('spend.every-line')}
            columns={[
              t('spend.when'),
              t('spend.product'),
              t('spend.about'),
              t('spend.code'),
              t('spend.who'),
              t('spend.reference'),
              t('spend.amount'),
              t('spend.invoice'),
            ]}
            rows={items.map(row)}
          />
        </>
      )}
      <More pages={pages} />
    </section>
  );
}

/** How a line is told. */
function useRow() {
  const { t, named, time, locale } = useWords();
  return (line: SpendLine) => ({
    key: line.id,
    cells: [
      <span key="when">
        {time(line.at)}
        {line.late && (
          <>
            {' '}
            <StatusTag tone="warning">{t('spend.late', { month: monthName(line.month, locale) })}</StatusTag>
          </>
        )}
      </span>,
      line.orderId ? (
        <TextLink key="product" to={`/orders/${line.orderId}`}>
          {named('product', line.product, 'spend.product-unknown')}
        </TextLink>
      ) : (
        named('product', line.product, 'spend.product-unknown')
      ),
      line.subject ? `${line.subject.name} (${line.subject.kvkNumber})` : '–',
      line.label ? (
        <span key="code">
          {line.label} {line.codeHint && <span className="quiet numbers">{line.codeHint}</span>}
        </span>
      ) : (
        t('spend.no-code')
      ),
      line.by,
      line.reference ?? '–',
      <span key="amount" className="numbers">
        {cents(line.grossCents, locale)}
        {line.vatCents !== 0 && <span className="quiet"> {t('spend.with-vat', { vat: cents(line.vatCents, locale) })}</span>}
      </span>,
      line.invoice ? (
        <TextLink key="invoice" to={`/invoices/${line.invoice.id}`}>
          {line.invoice.number}
        </TextLink>
      ) : (
        t('spend.not-invoiced')
      ),
    ],
  });
}
