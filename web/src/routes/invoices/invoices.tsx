import { useState } from 'react';
import { answer, api } from '../../api/client';
import type { InvoiceRow } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { cents } from '../../parts/euros';
import { TextLink } from '../../parts/link';
import { monthName } from '../../parts/month';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { useSession } from '../../session/session';
import { InvoiceState } from './state';

function Named({ invoice }: { invoice: InvoiceRow }) {
  return <TextLink to={`/invoices/${invoice.invoiceId}`}>{invoice.number}</TextLink>;
}

function List({ invoices, whole }: { invoices: InvoiceRow[]; whole: boolean }) {
  const { t, date, locale } = useWords();
  return whole ? (
    <Table
      caption={t('invoices.title')}
      columns={[t('invoice.number'), t('invoice.month'), t('invoice.total'), t('invoice.state'), t('invoice.to-pay'), t('invoice.pay-by')]}
      rows={invoices.map((invoice) => ({
        key: invoice.invoiceId,
        cells: [
          <Named key="number" invoice={invoice} />,
          monthName(invoice.month, locale),
          invoice.payment && cents(invoice.payment.sum.grossCents, locale),
          invoice.payment && <InvoiceState key="state" state={invoice.payment.state} />,
          invoice.payment && cents(invoice.payment.toPayCents, locale),
          invoice.payment?.until && date(invoice.payment.until),
        ],
      }))}
    />
  ) : (
    <Table
      caption={t('invoices.title')}
      columns={[t('invoice.number'), t('invoice.month'), t('invoice.made-on'), t('invoice.own')]}
      rows={invoices.map((invoice) => ({
        key: invoice.invoiceId,
        cells: [<Named key="number" invoice={invoice} />, monthName(invoice.month, locale), date(invoice.madeOn), invoice.own && cents(invoice.own.grossCents, locale)],
      }))}
    />
  );
}

/** The invoices of the organisation, the latest first. */
export function Invoices() {
  const { t } = useWords();
  const { here } = useSession();
  const [cursor, setCursor] = useState<string>();
  const page = useResource(`invoices ${cursor ?? ''}`, () => answer(api.GET('/v1/invoices', { params: { query: cursor ? { cursor } : {} } })));
  const whole = here.kind === 'somebody' && here.me.organisation?.role === 'main-user';
  const next = page.value?.nextCursor;
  return (
    <Page title={t('invoices.title')} lead={t(whole ? 'invoices.lead' : 'invoices.lead-own')}>
      <div className="stack">
        {page.refused && <ProblemNotice refused={page.refused} again={() => void page.again()} />}
        {!page.value && !page.refused && <Waiting />}
        {page.value && page.value.items.length > 0 && <List invoices={page.value.items} whole={whole} />}
        {page.value && page.value.items.length === 0 && !next && (
          <Notice tone="info">
            <p>{t(whole ? 'invoices.none' : 'invoices.none-own')}</p>
          </Notice>
        )}
        <div className="actions">
          {cursor && (
            <Button purpose="secondary" onClick={() => setCursor(undefined)}>
              {t('people.first')}
            </Button>
          )}
          {next && (
            <Button purpose="secondary" onClick={() => setCursor(next)}>
              {t('more')}
            </Button>
          )}
        </div>
      </div>
    </Page>
  );
}
